package io.joute.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JinjaBoxTest {
    private static final Map<String, Object> NOTHING = Map.of();

    @TempDir
    private Path folder;

    @Test
    void rendersAsJinjaDoes() {
        assertThat(render("{%- set x = 'a' %}\n{{- x + 'b' }}\n  {% if true %}\n c\n{% endif %}\nd\n"))
                .isEqualTo("ab\n c\nd");
        assertThat(render("{% for i in range(2000) %}x{% endfor %}")).hasSize(2000);
        assertThat(render("{% if not x is defined %}a{% endif %}{% if x is not defined %}b{% endif %}"))
                .isEqualTo("ab");
        assertThat(render("{{ {'a': [1, true, 'é\"']} | tojson }}")).isEqualTo("{\"a\": [1, true, \"é\\\"\"]}");
        assertThat(render("{{ [1] | tojson(indent=2) }}")).isEqualTo("[\n  1\n]");
        assertThat(new JinjaBox("{{ strftime_now('%A %d %B %Y %H:%M:%S, %a %b %m %y') }}", () -> 0)
                        .render(Map.of(TemplateFunctions.NOW, "2026-11-24T10:05")))
                .isEqualTo("Tuesday 24 November 2026 10:05:00, Tue Nov 11 26");
    }

    @Test
    void neverEvaluatesWhatAMessageSays() {
        String said = "{{ 1 + 1 }}{% for i in [1, 2] %}x{% endfor %}{# c #}";
        assertThat(new JinjaBox("{{ said }} {{ said | trim }}", () -> 0).render(Map.of("said", said)))
                .isEqualTo(said + " " + said);
    }

    @Test
    void passesOnWhatTheTemplateRaises() {
        assertFails(
                "a\n{{ raise_exception('Roles must alternate.') }}", "chat template: Roles must alternate. at line 2");
    }

    @Test
    void takesAnyErrorForAFailure() {
        assertFails("a{% if %}b", "at line 1");
        assertFails("{{ 'a' | nosuchfilter }}", "filter 'nosuchfilter' unknown");
        assertThat(render("{{ '|nosuchfilter' | trim }}")).isEqualTo("|nosuchfilter");
        assertFails("{% include 'x' %}", "'include' is disabled");
        assertFails("{{ f('x') }}", "at line 1");
    }

    @Test
    void endsATemplateThatTakesTooManySteps() {
        String loop =
                "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}x{% endfor %}{% endfor %}"
                        + "{% endfor %}";
        assertFails(loop, "more than 100 000 steps at line 1");
    }

    @Test
    void endsATemplateThatTakesTooLong() {
        var time = new AtomicLong();
        var box = new JinjaBox("a\n{% if true %}b{% endif %}", () -> time.getAndAdd(JinjaBudget.NANOS / 2));
        assertThatThrownBy(() -> box.render(NOTHING)).hasMessage("chat template: more than 250 ms at line 2");
    }

    @Test
    void endsATemplateThatWritesTooMuch() {
        assertFails(
                "{% set s = 'aaaaaaaaaaaaaaaa' %}" + "{% set s = s + s %}".repeat(20) + "{{ s }}{{ s }}",
                "chat template: ");
        assertFails("{% for i in range(90000) %}" + "0123456789".repeat(20) + "{% endfor %}", "chat template: ");
    }

    @Test
    void endsARecursionWithoutEnd() {
        assertFails("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "chat template: ");
    }

    @Test
    void refusesUnseenWhatWouldHangTheParser() {
        assertRefused("{{ " + "(".repeat(51) + "1" + ")".repeat(51) + " }}", "brackets nested deeper than 50");
        assertRefused("{% if true %}".repeat(51) + "{% endif %}".repeat(51), "blocks nested deeper than 50");
        assertRefused("{{ ____int3rpr3t3r____ }}", "a name with '____'");
        assertRefused(" ".repeat((1 << 20) + 1), "1048577 characters, at most 1048576 allowed");
        assertThat(render("{{ " + "(".repeat(50) + "1" + ")".repeat(50) + " }}"))
                .isEqualTo("1");
        assertThat(render("{% if true %}".repeat(50) + "x" + "{% endif %}".repeat(50)))
                .isEqualTo("x");
        assertThat(render("{{ '" + "(".repeat(60) + "' }}")).isEqualTo("(".repeat(60));
    }

    /** Ways out that template engines have had: none may create the file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ''.getClass().forName('java.io.File').getConstructor(''.getClass()).newInstance('CANARY').createNewFile() }}",
                "{{ ''.class.forName('java.nio.file.Files').createFile('CANARY') }}",
                "{{ ''['class'].forName('java.io.FileWriter').newInstance('CANARY') }}",
                "{{ messages.getClass().getClassLoader().loadClass('java.io.FileWriter') }}",
                "{{ request.getClass() }}{{ x.__class__.__init__.__globals__['os'].system('touch CANARY') }}",
                "{{ cycler.__init__.__globals__.os.popen('touch CANARY').read() }}",
                "{{ ().__class__.__bases__[0].__subclasses__() }}",
                "${T(java.lang.Runtime).getRuntime().exec('touch CANARY')}",
                "${''.getClass().forName('java.lang.Runtime').getRuntime().exec('touch CANARY')}",
                "#{''.getClass().forName('java.lang.Runtime').getMethods()[6].invoke(null).exec('touch CANARY')}",
                "<#assign x='freemarker.template.utility.Execute'?new()>${x('touch CANARY')}",
                "#set($r=$x.class.forName('java.lang.Runtime').getRuntime().exec('touch CANARY'))",
                "{% import 'CANARY' as x %}",
                "{{ 'touch CANARY' | shell }}{{ exec('touch CANARY') }}",
                "{{ type(messages) }}{{ joute_now.getClass() }}",
                "{{ raise_exception.getMethod().invoke(null, 'CANARY') }}",
                "{% set f = strftime_now %}{{ f.class.classLoader }}",
                "{{ messages | map(attribute='class.classLoader') | list }}"
            })
    void letsNothingOut(String escape) {
        Path canary = folder.resolve("canary");
        String text = escape.replace("CANARY", canary.toString());
        String output;
        try {
            output = new JinjaBox(text, () -> 0).render(Map.of("messages", List.of("a"), TemplateFunctions.NOW, "now"));
        } catch (IllegalArgumentException | RefusedPromptException e) {
            output = "";
        }
        assertThat(Files.exists(canary)).isFalse();
        assertThat(output.replace(text, "")).doesNotContain("java.lang.Class", "class java", "ClassLoader", "Process[");
    }

    private static String render(String template) {
        return new JinjaBox(template, () -> 0).render(NOTHING);
    }

    private static void assertFails(String template, String problem) {
        assertThatThrownBy(() -> render(template))
                .isInstanceOf(RefusedPromptException.class)
                .hasMessageContaining(problem);
    }

    private static void assertRefused(String template, String problem) {
        assertThatThrownBy(() -> new JinjaBox(template, () -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
