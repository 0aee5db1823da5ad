package io.joute.server.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole card of a model, and what it did here.
 *
 * @param head its square, name, badges, description
 * @param aside lines beside the description: did you know, notes
 * @param size its size, explained
 * @param facts all facts, by subject
 * @param ticks what is public and what is allowed
 * @param conditions of the licence; empty for none
 * @param arena what it did here
 * @param links where to read more
 */
public record ModelPage(
        Shell shell,
        ModelsPage.ModelView head,
        List<String> aside,
        Size size,
        List<Group> facts,
        List<Tick> ticks,
        String conditions,
        Arena arena,
        List<Link> links) {
    public ModelPage {
        aside = List.copyOf(aside);
        facts = List.copyOf(facts);
        ticks = List.copyOf(ticks);
        links = List.copyOf(links);
    }

    /** How big it is, in words and beside the five classes. */
    public record Size(String sentence, String caption, List<Step> steps) {
        public Size {
            steps = List.copyOf(steps);
        }
    }

    /** A class of a scale; {@code here} where the model is of it. */
    public record Step(String name, String range, boolean here) {}

    /** Facts of one subject. */
    public record Group(String title, List<Fact> facts) {
        public Group {
            facts = List.copyOf(facts);
        }
    }

    /** A question about a model, and its answer: {@code yes}, {@code some}, {@code no} or {@code unknown}. */
    public record Tick(String question, String answer, String text) {}

    /** A page elsewhere. */
    public record Link(String text, String address) {}

    /**
     * What it did here.
     *
     * @param lede its rating, or why it has none
     * @param facts in figures
     * @param history its ratings over time, or null when there are fewer than two
     * @param rivals whom it met
     * @param tags what people ticked
     */
    public record Arena(
            String lede, List<Fact> facts, @Nullable History history, List<Rival> rivals, List<TagCount> tags) {
        public Arena {
            facts = List.copyOf(facts);
            rivals = List.copyOf(rivals);
            tags = List.copyOf(tags);
        }
    }

    /** Another model, and how duels with it ended. */
    public record Rival(String id, String name, String votes, String won) {}

    /**
     * How often a reason was ticked.
     *
     * @param share of the most frequent one, 0 to 100
     */
    public record TagCount(String text, boolean praise, String count, double share) {}

    /**
     * A line with its band, in a field of 100 by 40.
     *
     * @param band outline of the intervals
     * @param line the ratings
     */
    public record History(String band, String line, List<Moment> moments, String top, String bottom) {
        public History {
            moments = List.copyOf(moments);
        }
    }

    /** A rating at some moment, for the drawing and for the table. */
    public record Moment(double x, double y, String date, String rating, String interval, String votes) {}
}
