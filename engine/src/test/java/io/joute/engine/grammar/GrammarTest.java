package io.joute.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.joute.base.chat.JsonForm;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which documents a grammar lets through. */
class GrammarTest {
    private static final String PERSON = """
            {"type": "object", "additionalProperties": false, "required": ["name", "age"],
             "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 0, "maximum": 120},
                            "email": {"type": ["string", "null"]}, "tags": {"type": "array", "items": {"type": "string"}}}}
            """;

    /** Whether {@code text} is a whole document; every byte is asked for on the way. */
    private static boolean takes(String schema, String text) {
        Automaton automaton = new Automaton(Grammar.of(new JsonForm(schema)), false);
        return automaton
                .next(automaton.start(), text.getBytes(StandardCharsets.UTF_8))
                .isWhole();
    }

    private static boolean takesStart(String schema, String text) {
        Automaton automaton = new Automaton(Grammar.of(new JsonForm(schema)), false);
        return !automaton
                .next(automaton.start(), text.getBytes(StandardCharsets.UTF_8))
                .isDead();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Ada\",\"age\":36}",
                "{ \"name\": \"Ada\", \"age\": 0, \"email\": null }",
                "{\n  \"name\": \"Zo\u00eb \uD83D\uDE00 \\u00e9\\n\\\"\",\n  \"age\": 120,\n  \"tags\": [\n    \"a\",\n    \"b\"\n  ]\n}",
                "{\"name\":\"\",\"age\":9,\"email\":\"a@b\",\"tags\":[]}",
            })
    void takesADocumentAndEachOfItsBeginnings(String document) {
        assertThat(Validity.holds(PERSON, document)).isTrue();
        assertThat(takes(PERSON, document)).isTrue();
        for (int end = 0; end < document.length(); end++) {
            String beginning = document.substring(0, end);
            assertThat(takesStart(
                            PERSON, Character.isHighSurrogate(document.charAt(Math.max(0, end - 1))) ? "" : beginning))
                    .as(beginning)
                    .isTrue();
            assertThat(takes(PERSON, beginning)).as(beginning).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                " {",
                "{\"name\":\"Ada\"}",
                "{\"age\":36,",
                "{\"name\":\"Ada\",\"age\":121}",
                "{\"name\":\"Ada\",\"age\":036",
                "{\"name\":\"Ada\",\"age\":-1",
                "{\"name\":\"Ada\",\"age\":3.5",
                "{\"name\":\"Ada\",\"age\":1e1",
                "{\"name\":\"Ada\",\"age\":36,}",
                "{\"name\":\"Ada\",\"age\":36,\"city\"",
                "{\"name\":\"Ada\",\"age\":36,\"email\":4",
                "{\"name\":\"Ada\",\"age\":36,\"tags\":[1",
                "{\"name\":\"A\nda\"",
                "{\"name\":\"\\x",
                "{\"name\":\"\\ud800",
                "{\"name\":'Ada'",
                "{\"name\":\"Ada\",\"age\":36}}",
                "{\"name\":\"Ada\",\"age\":36} ",
                "{\"name\":\"Ada\",\"age\":36,\"tags\":[\"a\",]",
                "```json",
            })
    void refusesWhatIsNoDocument(String text) {
        assertThat(takes(PERSON, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "-0, true",
        "1, true",
        "-17.5, true",
        "1e5, true",
        "1.5E-3, true",
        "01, false",
        "+1, false",
        "1., false",
        ".5, false",
        "-, false",
        "1e, false",
        "1e+, false",
        "0x1, false",
        "NaN, false",
        "Infinity, false",
    })
    void knowsTheNumbersOfJson(String number, boolean taken) {
        assertThat(takes("{\"type\":\"number\"}", number)).isEqualTo(taken);
    }

    /** Every number of up to three digits before and two after the point, against its comparison with the bounds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"minimum\":0,\"maximum\":1",
                "\"exclusiveMinimum\":0,\"exclusiveMaximum\":1",
                "\"minimum\":0.25,\"maximum\":0.75",
                "\"exclusiveMinimum\":-1.5,\"maximum\":12.05",
                "\"minimum\":-12.5,\"exclusiveMaximum\":-1.25",
                "\"minimum\":-3,\"exclusiveMaximum\":0",
                "\"minimum\":7",
                "\"maximum\":-7.7",
                "\"minimum\":99,\"maximum\":101,\"exclusiveMaximum\":101",
                "\"minimum\":2.1,\"maximum\":2.1",
            })
    void boundsAreExact(String bounds) {
        String numbers = "{\"type\":\"number\"," + bounds + "}";
        String wholes = "{\"type\":\"integer\"," + bounds + "}";
        Automaton ofNumbers = new Automaton(Grammar.of(new JsonForm(numbers)), false);
        boolean hasWholes = Grammar.objection(new JsonForm(wholes)).isEmpty();
        Automaton ofWholes = new Automaton(Grammar.of(new JsonForm(hasWholes ? wholes : numbers)), false);
        int taken = 0;
        for (int hundredths = -11_000; hundredths <= 11_000; hundredths++) {
            String sign = hundredths < 0 ? "-" : "";
            int size = Math.abs(hundredths);
            String number = sign + size / 100 + "." + size / 10 % 10 + size % 10;
            boolean valid = Validity.holds(numbers, number);
            taken += valid ? 1 : 0;
            assertThat(whole(ofNumbers, number)).as(number).isEqualTo(valid);
            if (size % 100 == 0) {
                String whole = sign + size / 100;
                assertThat(whole(ofNumbers, whole)).as(whole).isEqualTo(valid);
                if (hasWholes) {
                    assertThat(whole(ofWholes, whole)).as(whole).isEqualTo(valid);
                    assertThat(whole(ofWholes, number)).as(number).isFalse();
                }
            }
        }
        assertThat(taken).isPositive();
    }

    private static boolean whole(Automaton automaton, String text) {
        return automaton
                .next(automaton.start(), text.getBytes(StandardCharsets.UTF_8))
                .isWhole();
    }

    @Test
    void countsItemsAndCharacters() {
        String items = "{\"type\":\"array\",\"items\":{\"type\":\"boolean\"},\"minItems\":2,\"maxItems\":3}";
        assertThat(takes(items, "[true]")).isFalse();
        assertThat(takes(items, "[true,false]")).isTrue();
        assertThat(takes(items, "[true, false, true]")).isTrue();
        assertThat(takesStart(items, "[true,false,true,")).isFalse();
        String text = "{\"type\":\"string\",\"minLength\":2,\"maxLength\":3}";
        assertThat(takes(text, "\"é\"")).isFalse();
        assertThat(takes(text, "\"é😀\"")).isTrue();
        assertThat(takes(text, "\"\\n\\u00e9x\"")).isTrue();
        assertThat(takesStart(text, "\"abcd")).isFalse();
        assertThat(takes("{\"type\":\"array\",\"maxItems\":0}", "[]")).isTrue();
        assertThat(takesStart("{\"type\":\"array\",\"maxItems\":0}", "[1")).isFalse();
    }

    @Test
    void takesListedValuesAsTheyAreSpelt() {
        String colours = "{\"enum\":[\"red\",\"rouge\\n\",3,null,{\"a\":[1]}]}";
        for (String value : new String[] {"\"red\"", "\"rouge\\n\"", "3", "null", "{\"a\":[1]}"}) {
            assertThat(takes(colours, value)).as(value).isTrue();
        }
        assertThat(takesStart(colours, "\"re\"")).isFalse();
        assertThat(takesStart(colours, "4")).isFalse();
        assertThat(takes("{\"const\":\"yes\"}", "\"yes\"")).isTrue();
    }

    @Test
    void followsReferencesIntoThemselvesToABoundedDepth() {
        String tree = """
                {"$ref": "#/$defs/node", "$defs": {"node": {"type": "object", "required": ["value"], "additionalProperties": false,
                 "properties": {"value": {"type": "integer"}, "children": {"type": "array", "items": {"$ref": "#/$defs/node"}}}}}}
                """;
        assertThat(takes(tree, "{\"value\":1,\"children\":[{\"value\":2},{\"value\":3,\"children\":[]}]}"))
                .isTrue();
        String deeper = "{\"value\":1,\"children\":[";
        int depth = 0;
        while (takesStart(tree, deeper.repeat(depth + 1))) {
            depth++;
        }
        assertThat(depth).isBetween(10, 64);
        assertThat(takes(tree, deeper.repeat(depth) + "]}".repeat(depth))).isTrue();
    }

    @Test
    void anyObjectMayHoldAnything() {
        String any = JsonForm.ANY_OBJECT.schema();
        assertThat(takes(any, "{}")).isTrue();
        assertThat(takes(any, "{\"a\":{\"b\":[1,\"é\",null,{}]},\"c\":-1.5e3}")).isTrue();
        assertThat(takesStart(any, "[")).isFalse();
        assertThat(takesStart(any, "{\"a\"]")).isFalse();
        String values = "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}";
        assertThat(takes(values, "{\"a\":1,\"b\":2}")).isTrue();
        assertThat(takesStart(values, "{\"a\":true")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | it is no JSON",
                "false | at #: expected an object or true",
                "[] | at #: expected an object or true",
                "{'type':'text'} | at #: 'type' is",
                "{'type':'string','pattern':'a*'} | at #: keyword 'pattern' is not supported",
                "{'properties':{'a/b':{'format':'date'}}} | at #/properties/a~1b: keyword 'format' is not supported",
                "{'items':{'oneOf':[]}} | at #/items: keyword 'oneOf' is not supported",
                "{'type':'array','uniqueItems':true} | at #: keyword 'uniqueItems' is not supported",
                "{'anyOf':[{'type':'null'},{'not':{}}]} | at #/anyOf/1: keyword 'not' is not supported",
                "{'anyOf':[{'type':'null'}],'type':'null'} | at #: 'type' beside 'anyOf' is not supported",
                "{'$ref':'#/$defs/no'} | leads to '#/$defs/no', which is not there",
                "{'$ref':'http://elsewhere'} | expected a place in this schema",
                "{'$ref':'#'} | it allows no value that ends",
                "{'type':'object','required':['a'],'properties':{'a':{'$ref':'#'}}} | it allows no value that ends",
                "{'type':'object','required':['a'],'additionalProperties':false} | 'a' is required and not allowed",
                "{'type':'object','required':'a'} | 'required' is to be an array of strings",
                "{'type':'integer','minimum':0.2,'maximum':0.8} | 'minimum' is above 'maximum'",
                "{'type':'number','minimum':2,'exclusiveMaximum':2} | no number",
                "{'type':'number','minimum':1e30} | expected at most 15 digits",
                "{'type':'array','minItems':3,'maxItems':2} | 'minItems' is above 'maxItems'",
                "{'type':'string','minLength':-1} | 'minLength' is -1, expected 0 or more",
                "{'type':'string','maxLength':2000000} | it is too large",
                "{'enum':[]} | 'enum' allows nothing",
                "{'const':'\\ud800'} | half of a pair",
            })
    void saysWhichKeywordItCannotHonourAndWhere(String schema, String sentence) {
        JsonForm form = new JsonForm(schema.replace('\'', '"'));
        assertThatThrownBy(() -> Grammar.of(form))
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessageContaining(sentence);
        assertThat(Grammar.objection(form))
                .hasValueSatisfying(it -> assertThat(it).contains(sentence));
    }
}
