package io.tocsin.bundled.tcp;

import io.tocsin.net.Attempt;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Exchange;
import io.tocsin.net.Looking;
import io.tocsin.net.Wire;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Result;
import io.tocsin.via.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Connects to a port; sends something and reads the answer where that is asked for. */
record TcpProbe(Endpoint there, Optional<Way> way, Exchange exchange, Dialer dialer, ProbeContext context)
        implements Probe {

    @Override
    public Result run(Duration limit) throws InterruptedException {
        return Looking.at(limit, dialer.clock(), this::look);
    }

    private void look(Attempt attempt, Result.Builder seen) throws IOException, InterruptedException {
        try (Wire wire = connect(attempt).noted(seen)) {
            if (exchange.wanted()) {
                seen.body(exchange.run(wire, attempt));
            }
        }
    }

    private Wire connect(Attempt attempt) throws IOException, InterruptedException {
        return way.isPresent()
                ? dialer.connect(there, way.get(), context, attempt)
                : dialer.connect(there, context, attempt);
    }
}
