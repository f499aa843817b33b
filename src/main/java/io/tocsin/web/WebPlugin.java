package io.tocsin.web;

import io.tocsin.spi.Plugin;
import io.tocsin.spi.Route;
import java.util.ArrayList;
import java.util.List;

/** The server's own routes, which come in by the same door as those of others. */
public final class WebPlugin implements Plugin {

    private final List<Route> routes;

    public WebPlugin(List<HealthCheck> checks, Metrics metrics) {
        List<Route> own = new ArrayList<>(new HealthRoutes(checks).routes());
        own.add(metrics.route());
        routes = List.copyOf(own);
    }

    @Override
    public List<Route> routes() {
        return routes;
    }
}
