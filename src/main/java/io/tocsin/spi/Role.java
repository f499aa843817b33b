package io.tocsin.spi;

/** What a person may do; each role includes the ones before it. */
public enum Role {
    /** Nothing at all. */
    NONE,
    /** Look at things. */
    READ,
    /** Mute, acknowledge, check. */
    OPERATE,
    /** Add, edit, remove, grant. */
    ADMINISTER;

    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
