package io.joute.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.joute.server.http.Language;
import io.joute.server.page.Words;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A duel as someone before the page plays it: everything is found by its role and its words. */
final class Stage {
    private static final double ANSWERS_MILLIS = 60_000;
    private static final Pattern REVEAL_OR_DUEL = Pattern.compile("/duel/[^/?#]+");

    private final Page page;
    private final Words words;

    Stage(Page page, Language language) {
        this.page = page;
        this.words = Objects.requireNonNull(Words.all().get(language), language.code());
    }

    /** Ask from the front page. */
    void ask(String question, String mode) {
        page.navigate("/");
        prompt().fill(question);
        mode(mode).check();
        go().click();
        page.waitForURL(REVEAL_OR_DUEL);
    }

    /** Wait until both answers are there and the vote is open. */
    void awaitAnswers() {
        for (String letter : List.of("A", "B")) {
            Locator pane = answer(letter);
            assertThat(pane).hasAttribute("aria-busy", "false", patient());
            assertThat(pane.locator("[data-answer]")).not().isEmpty();
        }
        assertThat(button("vote.reveal"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(ANSWERS_MILLIS));
    }

    /** Choose, tick one reason for each side, and lift the visors. */
    void voteAndReveal(String choice, String reasonForA, String reasonForB) {
        choose(choice);
        page.getByText(words.say("vote.why")).click();
        reason("a", reasonForA).check();
        reason("b", reasonForB).check();
        button("vote.reveal").click();
        awaitReveal();
    }

    private void choose(String choice) {
        // Where the radio lies over its words or under them depends on the width: either is a click on the label.
        choice(choice).check(new Locator.CheckOptions().setForce(true));
        assertThat(choice(choice)).isChecked();
    }

    void awaitReveal() {
        assertThat(heading("reveal.title")).isVisible();
    }

    /** The name of the model that wrote an answer, once revealed. */
    String unmasked(String letter) {
        String title = words.say("answer.title", letter);
        String heading = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(2))
                .filter(new Locator.FilterOptions().setHasText(title))
                .textContent();
        return heading.substring(heading.indexOf(title) + title.length()).strip();
    }

    Locator prompt() {
        return page.getByLabel(words.say("home.prompt.label"), new Page.GetByLabelOptions().setExact(true));
    }

    Locator mode(String key) {
        return page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(words.say("mode." + key)));
    }

    Locator go() {
        return button("home.go");
    }

    Locator answer(String letter) {
        return page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions()
                        .setName(words.say("answer.title", letter))
                        .setExact(true));
    }

    Locator choice(String key) {
        return page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(words.say("vote." + key)));
    }

    Locator reason(String letter, String tag) {
        return page.locator(".reasons." + letter).getByLabel(words.say("tag." + tag));
    }

    Locator button(String key) {
        return page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(words.say(key)).setExact(true));
    }

    Locator link(String key) {
        return page.getByRole(
                AriaRole.LINK,
                new Page.GetByRoleOptions().setName(words.say(key)).setExact(true));
    }

    /** What can be folded open under these words. */
    Locator fold(String key) {
        return page.locator("summary").getByText(words.say(key)).first();
    }

    /** The sentence itself. */
    String say(String key, Object... values) {
        return words.say(key, values);
    }

    Locator text(String key, Object... values) {
        return page.getByText(words.say(key, values)).first();
    }

    Locator field(String key) {
        return page.getByLabel(words.say(key), new Page.GetByLabelOptions().setExact(true))
                .first();
    }

    Locator heading(String key) {
        return page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(words.say(key)).setExact(true));
    }

    /** Go to the leaderboard: it says on how many votes it stands. */
    void expectOnTheLeaderboard(int votes) {
        page.navigate("/leaderboard");
        assertThat(page.getByText(words.count("board.lede.some", votes))).isVisible();
    }

    /** The id in the address. */
    String duel() {
        String path = page.url().substring(page.url().indexOf("/duel/") + "/duel/".length());
        return path.split("[/?#]", 2)[0];
    }

    Optional<String> answerText(String letter) {
        return Optional.ofNullable(answer(letter).locator("[data-answer]").textContent())
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static LocatorAssertions.HasAttributeOptions patient() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(ANSWERS_MILLIS);
    }
}
