package io.joute.arena.duel;

import io.joute.arena.catalog.ModelCard;
import io.joute.arena.catalog.SizeClass;
import io.joute.arena.catalog.SizeScale;
import java.util.Optional;

/** How the two models of a duel are drawn. */
public enum Mode {
    /** Two different enabled models. */
    RANDOM("random"),
    /** One or two that the visitor picks; a missing one is drawn among all. */
    CHOSEN("chosen"),
    /** Two models below class L of the deck's scale: under 70 billion parameters. */
    SMALL_ONLY("small_only"),
    /**
     * Two enabled models whose total parameters are at least three times apart, ranges read against the claim. On the
     * deck's scale this holds the reference's pairs of one small model and one of all the others, and it holds as well
     * for two models that are both tiny.
     */
    BIG_VERSUS_SMALL("big_versus_small"),
    /** Two sizes of one family, or a teacher and its student. */
    SAME_FAMILY("same_family"),
    /** A model and one that was distilled from it. */
    TEACHER_STUDENT("teacher_student");

    private static final double APART = 3;
    private final String key;

    Mode(String key) {
        this.key = key;
    }

    /** Its name on the wire, in the log and in exports. */
    public String key() {
        return key;
    }

    /** Whether these two different models may meet. */
    boolean admits(ModelCard one, ModelCard other) {
        return switch (this) {
            case RANDOM, CHOSEN -> true;
            case SMALL_ONLY -> isSmall(one) && isSmall(other);
            case BIG_VERSUS_SMALL -> farApart(one, other) || farApart(other, one);
            case SAME_FAMILY -> areKin(one, other) || areTeacherAndStudent(one, other);
            case TEACHER_STUDENT -> areTeacherAndStudent(one, other);
        };
    }

    /** Why a set of at least two models has no pair of this mode. */
    ModeState.Why why() {
        return switch (this) {
            case RANDOM, CHOSEN -> ModeState.Why.FEWER_THAN_TWO_MODELS;
            case SMALL_ONLY -> ModeState.Why.FEWER_THAN_TWO_SMALL;
            case BIG_VERSUS_SMALL -> ModeState.Why.NONE_FAR_ENOUGH_APART;
            case SAME_FAMILY -> ModeState.Why.NO_TWO_OF_A_FAMILY;
            case TEACHER_STUDENT -> ModeState.Why.NO_TEACHER_WITH_STUDENT;
        };
    }

    private static boolean isSmall(ModelCard card) {
        return card.sizeClass(SizeScale.DECK).compareTo(SizeClass.L) < 0;
    }

    private static boolean farApart(ModelCard big, ModelCard small) {
        return big.total().low() >= APART * small.total().high();
    }

    /** One family, two sizes: two makings of one size teach nothing of size. */
    private static boolean areKin(ModelCard one, ModelCard other) {
        return !one.family().isBlank()
                && one.family().equals(other.family())
                && one.total().mid() != other.total().mid();
    }

    private static boolean areTeacherAndStudent(ModelCard one, ModelCard other) {
        return one.distilledFrom().equals(Optional.of(other.id()))
                || other.distilledFrom().equals(Optional.of(one.id()));
    }
}
