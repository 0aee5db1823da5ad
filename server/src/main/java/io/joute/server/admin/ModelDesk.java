package io.joute.server.admin;

import io.joute.arena.catalog.ModelCard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the administration asks of whatever runs the models. Safe for any number of threads.
 *
 * <p>Nothing of it is told before the vote: what it says of an endpoint can give away who answers in an open duel.
 */
public interface ModelDesk {
    /** Whether answers of a model can be had. */
    enum Condition {
        /** They can. */
        READY,
        /** Its file is gone. */
        MISSING,
        /** Its file cannot be read. */
        BROKEN,
        /** No endpoint of its card's name is declared. */
        UNDECLARED,
        /** Its card names neither file nor endpoint. */
        NOWHERE
    }

    /** Who writes a card. */
    enum Keeper {
        /** Whoever runs the arena, here. */
        OPERATOR,
        /** Joute, at each start. */
        JOUTE,
        /** The settings file, at each start. */
        SETTINGS
    }

    /**
     * How a model stands.
     *
     * @param detail what is wrong, as it was met; empty where the condition says all
     */
    record State(Condition condition, String detail) {}

    /**
     * What a file says of its model.
     *
     * @param file as {@link #found} names it
     * @param path where it is
     * @param id one that its card could have
     * @param billions of parameters
     * @param contextLength tokens it was trained for
     * @param quantisation how most of its numbers are stored
     */
    record Facts(
            String file,
            String path,
            String id,
            Optional<String> name,
            Optional<String> maker,
            Optional<String> family,
            Optional<String> licence,
            double billions,
            int contextLength,
            String quantisation) {}

    /** Whether an address of an endpoint is asked. */
    enum Asking {
        /** As usual. */
        ASKED,
        /** Not for a while, after failures. */
        RESTING,
        /** One small call first. */
        PROBED
    }

    /** An address of an endpoint. */
    record Address(String text, Asking asking) {}

    /** How a call failed; never with a key. */
    record Failure(Instant at, String message) {}

    /**
     * An endpoint that the settings declare.
     *
     * @param name of its settings
     * @param modelId of its card
     * @param provider who serves it
     * @param upstream the model's name there
     * @param hasKey whether a key is sent
     * @param spent today, with its currency; empty where nothing is counted
     * @param limit of a day, with its currency
     * @param last failure since the start
     */
    record Endpoint(
            String name,
            String modelId,
            String provider,
            String upstream,
            boolean hasKey,
            List<Address> addresses,
            Optional<String> spent,
            Optional<String> limit,
            Optional<Failure> last) {
        public Endpoint {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * How one small question went.
     *
     * @param text the answer; the failure where it failed
     * @param cost with its currency; empty where it cost nothing
     */
    record Trial(
            boolean answered, String text, long firstTokenNanos, long wholeNanos, int tokens, Optional<String> cost) {}

    /** What cannot be done, and why, a line each. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final List<String> reasons;

        /** Refuse for these reasons. */
        public Refused(List<String> reasons) {
            super(String.join("\n", reasons));
            this.reasons = List.copyOf(reasons);
        }

        /** Why, a line each. */
        public List<String> reasons() {
            return reasons;
        }
    }

    /** Whether answers of this card's model can be had. */
    State state(ModelCard card);

    /** Who writes this card. */
    Keeper keeper(ModelCard card);

    /** The folder where model files are looked for. */
    String folder();

    /** The files of that folder that no card has: paths below it. */
    List<String> found();

    /**
     * Read one of {@link #found}.
     *
     * @throws Refused when it cannot play
     */
    Facts facts(String file);

    /** Cards that come with Joute. */
    List<ModelCard> known();

    /** A card as JSON, as files of the catalogue have it. */
    String written(ModelCard card);

    /**
     * The card that such a text describes.
     *
     * @throws Refused naming each mistake with its line
     */
    ModelCard read(String text);

    /** The endpoints, by name. */
    List<Endpoint> endpoints();

    /**
     * Ask a model one small question.
     *
     * @throws Refused when it cannot be asked
     */
    Trial ask(String modelId, String question);
}
