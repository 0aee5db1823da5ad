package io.joute.cli;

import io.joute.arena.duel.DuelException;
import io.joute.arena.duel.DuelLogException;
import io.joute.base.chat.ChatException;
import io.joute.cli.hub.HubException;
import io.joute.engine.checkpoint.CheckpointException;
import io.joute.store.DatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Says a failure to a person: the first line is what happened, the others what to do. */
final class FailureText {
    private FailureText() {}

    /** The lines for this failure. */
    static List<String> of(Exception failure) {
        return switch (failure) {
            case CommandFailure known -> withSteps(message(known), known.steps());
            case CheckpointException file -> List.of(message(file));
            case ChatException model -> List.of(message(model));
            case DuelLogException log -> List.of(message(log));
            case DuelException refused -> List.of(message(refused));
            case DatabaseException database -> List.of(message(database));
            case IllegalArgumentException wrong -> List.of(message(wrong));
            case UncheckedIOException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case NoSuchFileException missing -> List.of(missing.getFile() + ": there is no such file");
            case AccessDeniedException denied -> List.of(denied.getFile() + ": no permission to open it");
            case HubException refused -> withSteps(message(refused), refused.steps());
            case IOException input -> List.of(message(input));
            default -> List.of("unexpected " + failure + " (a defect of Joute; --verbose shows where)");
        };
    }

    private static List<String> withSteps(String message, List<String> steps) {
        List<String> lines = new ArrayList<>(List.of(message));
        steps.forEach(step -> lines.add("  " + step));
        return lines;
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
