package io.joute.arena.dataset;

/** A kind of personal data, and what stands in its place. */
public enum Personal {
    EMAIL,
    PHONE,
    /** Checked by the remainder of 97. */
    IBAN,
    /** Checked by Luhn's sum. */
    CARD,
    /** The French social security number, checked by its key. */
    NIR,
    IP,
    /** Keys of programs. */
    KEY,
    /** An address of the web that carries a secret. */
    SECRET_URL,
    ADDRESS,
    BIRTH_DATE,
    NAME;

    /** What stands in its place. */
    public String mark() {
        return '[' + name() + ']';
    }
}
