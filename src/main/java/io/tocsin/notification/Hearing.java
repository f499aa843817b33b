package io.tocsin.notification;

import io.tocsin.oncall.OnCall;
import io.tocsin.routing.Rules;

/** What is said beside the monitors of who hears. Safe for use by many threads. */
public final class Hearing {

    private final OnCall onCall;
    private volatile Rules rules;

    public Hearing(Rules rules, OnCall onCall) {
        this.rules = rules;
        this.onCall = onCall;
    }

    /** Takes the rules of a changed configuration. */
    public void configure(Rules next) {
        rules = next;
    }

    public Rules rules() {
        return rules;
    }

    public OnCall onCall() {
        return onCall;
    }
}
