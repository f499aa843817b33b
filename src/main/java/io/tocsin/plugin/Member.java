package io.tocsin.plugin;

import io.tocsin.guard.Faults;
import io.tocsin.guard.Guard;

/** Who a plugin is, and the way into it. */
record Member(String name, Origin origin, Guard guard, Faults faults) {}
