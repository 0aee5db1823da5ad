package io.joute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.arena.admin.Question;
import io.joute.server.http.Language;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoSuggestionsTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void theFirstFourAreOfFourKinds(Language language) {
        List<Question> suggestions = DemoSuggestions.in(language.code());
        assertThat(suggestions).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        assertThat(suggestions.subList(0, 4)).extracting(Question::category).doesNotHaveDuplicates();
    }
}
