package io.tocsin.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says more about a component of the record that {@link Bot#config} fills. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {

    /** What it is for, in one line. */
    String value() default "";

    /** The value when none is configured, as it would be written; without one, and unless it is an Optional, it must be. */
    String standard() default NONE;

    /** The key, where it is not the component's name with dashes. */
    String key() default "";

    /** Whether it is never shown. */
    boolean secret() default false;

    /** That there is no standard. */
    String NONE = "\u0000";
}
