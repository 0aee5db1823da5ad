package io.joute.engine.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.tree.Node;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the chat template of a file, which anyone may have written, in Jinjava with everything off that reaches further than
 * text: no other files, no Java, at most {@value JinjaBudget#STEPS} steps, 250 ms and a mebichar of output. Each run has a
 * thread of its own, its stack large enough for what {@link JinjaScan} lets through. Any error at all is a failure: Jinjava
 * would else return shortened text.
 *
 * <p>A step that never ends keeps its thread, a daemon, after the caller has been told.
 */
final class JinjaBox {
    private static final int CHARACTERS = 1 << 20;
    private static final int ELEMENTS = 100_000;
    private static final long STACK_BYTES = 8L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> TAGS = Set.of(
            "include",
            "import",
            "from",
            "extends",
            "block",
            "call",
            "cycle",
            "do",
            "autoescape",
            "ifchanged",
            "print",
            "unless");
    private static final Set<String> FUNCTIONS = Set.of("type", "today", "unixtimestamp");

    private final String template;
    private final Set<String> filters;
    private final LongSupplier clock;

    /**
     * Take a template.
     *
     * @param clock nanoseconds that the thread which asks has worked
     * @throws IllegalArgumentException when the template is refused unseen
     */
    JinjaBox(String template, LongSupplier clock) {
        var scan = new JinjaScan(template);
        this.template = scan.template();
        this.filters = scan.filters();
        this.clock = clock;
    }

    /**
     * What the template makes of {@code variables}: strings, longs, doubles, truth values, lists and maps of them.
     *
     * @throws RefusedPromptException when it raises an exception, fails, or takes too much
     */
    String render(Map<String, Object> variables) {
        var run = new FutureTask<>(() -> run(variables));
        Thread.ofPlatform()
                .name("joute-template")
                .daemon()
                .stackSize(STACK_BYTES)
                .start(run);
        try {
            return run.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new RefusedPromptException("chat template: " + reason(e.getCause()));
        } catch (TimeoutException e) {
            run.cancel(true);
            throw new RefusedPromptException("chat template: a step took more than " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            throw new RefusedPromptException("chat template: interrupted");
        }
    }

    /** Whether the template asks whether it may know the date. */
    boolean asksForDate() {
        return template.contains("strftime_now is defined");
    }

    private static String reason(@Nullable Throwable failure) {
        return switch (failure) {
            case StackOverflowError _ -> "nested too deeply";
            case JinjaBudget.Exhausted exhausted -> String.valueOf(exhausted.getMessage());
            case RefusedPromptException refused -> String.valueOf(refused.getMessage());
            case null, default -> String.valueOf(failure);
        };
    }

    private String run(Map<String, Object> variables) {
        Jinjava jinjava = jinjava();
        // The first run loads a thousand classes, which is not the template's fault.
        jinjava.render(
                "{% for x in [1] %}{% if x is defined %}{{ x | string | trim }}{% endif %}{% endfor %}", Map.of());
        for (String filter : filters) {
            if (jinjava.getGlobalContext().getFilter(filter) == null) {
                throw new RefusedPromptException("filter '" + filter + "' unknown");
            }
        }
        RenderResult result = jinjava.renderForResult(template, variables, config(new JinjaBudget(clock)));
        if (!result.getErrors().isEmpty()) {
            TemplateError error = result.getErrors().getFirst();
            throw new RefusedPromptException(message(error) + " at line " + error.getLineno());
        }
        return result.getOutput();
    }

    /** What the template itself says if it raised the exception. */
    private static String message(TemplateError error) {
        Throwable cause = error.getException();
        while (cause != null) {
            if (cause instanceof TemplateFunctions.Raised raised) {
                return String.valueOf(raised.getMessage());
            }
            cause = cause.getCause();
        }
        return error.getMessage();
    }

    private static Jinjava jinjava() {
        var jinjava = new Jinjava(config((node, interpreter) -> {}));
        jinjava.registerFunction(
                new ELFunctionDefinition("", "raise_exception", TemplateFunctions.class, "raise", String.class));
        jinjava.registerFunction(
                new ELFunctionDefinition("", "strftime_now", TemplateFunctions.class, "now", String.class));
        jinjava.registerFilter(new ToJsonFilter());
        return jinjava;
    }

    private static JinjavaConfig config(BiConsumer<Node, JinjavaInterpreter> beforeNode) {
        return JinjavaConfig.newBuilder()
                .withMaxOutputSize(CHARACTERS)
                .withMaxStringLength(CHARACTERS)
                .withMaxListSize(ELEMENTS)
                .withMaxMapSize(ELEMENTS)
                .withRangeLimit(ELEMENTS)
                .withMaxRenderDepth(200)
                .withMaxMacroRecursionDepth(20)
                .withNestedInterpretationEnabled(false)
                .withDisabled(Map.of(Library.TAG, TAGS, Library.FUNCTION, FUNCTIONS))
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withKeepTrailingNewline(true)
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor(beforeNode)
                        .build())
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withParseWhitespaceControlStrictly(true)
                        .withUsePyishObjectMapper(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withEvaluateMapKeys(true)
                        .withAllowAdjacentTextNodes(true)
                        .withHandleBackslashInQuotesOnly(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .build())
                .build();
    }
}
