package io.joute.cli.hub;

import java.util.List;
import java.util.Optional;

/**
 * What a hub says of a repository.
 *
 * @param address of it
 * @param commit whose files these are: they never change
 * @param licence its name, where it is told
 * @param published the day, as YYYY-MM-DD, where it is told
 * @param base the repository that this one was made from, where it is told
 * @param gated whether its licence has to be accepted by signing in
 * @param files those whose name, size and sum are usable
 */
public record HubModel(
        HubAddress address,
        String commit,
        Optional<String> licence,
        Optional<String> published,
        Optional<String> base,
        boolean gated,
        List<HubFile> files) {
    /** Keep a copy of the files. */
    public HubModel {
        files = List.copyOf(files);
    }

    /** Who made it, as far as addresses tell: the owner of what it was made from, else its own. */
    public String maker() {
        return base.map(repository -> repository.replaceFirst("/.*", "")).orElse(address.owner());
    }

    /** All bytes of these files. */
    public static long sizeBytes(List<HubFile> files) {
        return files.stream().mapToLong(HubFile::sizeBytes).reduce(0, Math::addExact);
    }
}
