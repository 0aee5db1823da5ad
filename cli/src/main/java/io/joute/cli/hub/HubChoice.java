package io.joute.cli.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files of a repository make the model that was asked for. */
public final class HubChoice {
    private static final Pattern PART = Pattern.compile("(.*)-\\d{5}-of-(\\d{5})\\.gguf");
    private static final Pattern WEIGHTS = Pattern.compile("model(-\\d{5}-of-\\d{5})?\\.safetensors");
    private static final String SAFETENSORS = ".safetensors";
    private static final Set<String> BESIDE_WEIGHTS = Set.of(
            "config.json",
            "generation_config.json",
            "model.safetensors.index.json",
            "special_tokens_map.json",
            "tokenizer.json",
            "tokenizer.model",
            "tokenizer_config.json",
            "chat_template.jinja");

    private HubChoice() {}

    /**
     * Choose: a GGUF file with all its parts, the first in front; or the files of a folder of safetensors.
     *
     * @param wanted a file, or a part of the name of one; where several fit, those that end so go before the others
     * @throws HubException when nothing fits, or more than one
     */
    public static List<HubFile> of(HubModel model, Optional<String> wanted) throws HubException {
        Map<String, List<HubFile>> candidates = candidates(model);
        List<String> names = wanted.map(text -> fitting(candidates.keySet(), text))
                .orElseGet(() ->
                        candidates.keySet().stream().filter(HubChoice::isWhole).toList());
        if (names.size() == 1) {
            return complete(names.getFirst(), candidates.getOrDefault(names.getFirst(), List.of()));
        }
        List<HubFile> folder = candidates.isEmpty() && wanted.isEmpty() ? folder(model) : List.of();
        if (folder.isEmpty()) {
            throw undecided(model, wanted, candidates, names);
        }
        return folder;
    }

    /** GGUF files by the name of their first or only part. */
    private static Map<String, List<HubFile>> candidates(HubModel model) {
        Map<String, List<HubFile>> candidates = new TreeMap<>();
        for (HubFile file : model.files()) {
            if (file.path().endsWith(".gguf")) {
                Matcher part = PART.matcher(file.path());
                String first = part.matches() ? part.group(1) + "-00001-of-" + part.group(2) + ".gguf" : file.path();
                candidates.computeIfAbsent(first, name -> new ArrayList<>()).add(file);
            }
        }
        return candidates;
    }

    /** The eyes of a model are kept in a file of their own, which plays nothing. */
    private static boolean isWhole(String path) {
        return !path.substring(path.lastIndexOf('/') + 1).startsWith("mmproj");
    }

    private static List<String> fitting(Collection<String> names, String text) {
        String part = text.toLowerCase(Locale.ROOT);
        List<Predicate<String>> rules = List.of(
                name -> name.equals(text),
                name -> isWhole(name) && title(name).endsWith(part),
                name -> title(name).contains(part));
        for (Predicate<String> rule : rules) {
            List<String> found = names.stream().filter(rule).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** A name without what all have at its end. */
    private static String title(String name) {
        return name.replaceFirst("(-00001-of-\\d{5})?\\.gguf$", "").toLowerCase(Locale.ROOT);
    }

    private static List<HubFile> complete(String name, List<HubFile> parts) throws HubException {
        Matcher part = PART.matcher(name);
        int expected = part.matches() ? Integer.parseInt(part.group(2)) : 1;
        if (parts.size() != expected) {
            throw new HubException(name + ": the hub has " + parts.size() + " of its " + expected + " parts");
        }
        return parts.stream().sorted(Comparator.comparing(HubFile::path)).toList();
    }

    private static List<HubFile> folder(HubModel model) {
        List<HubFile> weights = model.files().stream()
                .filter(file -> file.path().endsWith(SAFETENSORS) && file.path().indexOf('/') < 0)
                .toList();
        List<HubFile> usual = weights.stream()
                .filter(file -> WEIGHTS.matcher(file.path()).matches())
                .toList();
        List<HubFile> files = new ArrayList<>(model.files().stream()
                .filter(file -> BESIDE_WEIGHTS.contains(file.path()))
                .toList());
        boolean whole = !weights.isEmpty()
                && files.stream().anyMatch(file -> file.path().equals("config.json"));
        files.addAll(usual.isEmpty() ? weights : usual);
        return whole ? files : List.of();
    }

    private static HubException undecided(
            HubModel model, Optional<String> wanted, Map<String, List<HubFile>> candidates, List<String> fitting) {
        String repository = model.address().repository();
        Collection<String> names = fitting.isEmpty() ? candidates.keySet() : fitting;
        String[] steps = names.stream()
                .map(name -> "joute models pull hf:" + repository + ":" + name + "   "
                        + ByteSize.shown(HubModel.sizeBytes(candidates.getOrDefault(name, List.of()))))
                .toArray(String[]::new);
        if (steps.length == 0) {
            return new HubException(repository + " has no GGUF file and no folder of safetensors (or the hub tells no "
                    + "sums of them)");
        }
        String how = fitting.isEmpty() ? "no GGUF file" : fitting.size() + " GGUF files";
        String what = wanted.map(
                        text -> how + " of " + repository + " fit" + (fitting.isEmpty() ? "s" : "") + " '" + text + "'")
                .orElse(repository + " has " + candidates.size() + " GGUF files");
        return new HubException(what + ": choose one", steps);
    }
}
