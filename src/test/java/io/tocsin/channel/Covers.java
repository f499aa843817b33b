package io.tocsin.channel;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Says which channel a test class covers, where it is none that keeps {@link ChannelContract}. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Covers {

    /** The kind of its rooms. */
    String value();
}
