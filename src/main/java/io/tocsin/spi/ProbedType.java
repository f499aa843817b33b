package io.tocsin.spi;

/** A kind of monitor that looks by itself, each time it is due. */
public non-sealed interface ProbedType extends MonitorType {

    /**
     * Makes the probe of one monitor, which then serves all its checks.
     *
     * @param target what to look at, such as {@code https://example.com/health}
     * @throws Refusal if the target or a setting is wrong
     */
    Probe probe(String target, Settings settings, ProbeContext context);
}
