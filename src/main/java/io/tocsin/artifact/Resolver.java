package io.tocsin.artifact;

import java.net.URI;
import java.util.Map;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.eclipse.aether.spi.connector.transport.TransporterFactory;
import org.eclipse.aether.supplier.RepositorySystemSupplier;

/** Maven's resolver with a way of fetching of our own. */
final class Resolver extends RepositorySystemSupplier {

    private final long deadline;

    Resolver(long deadline) {
        this.deadline = deadline;
    }

    @Override
    protected Map<String, TransporterFactory> createTransporterFactories() {
        return Map.of("http", new TransporterFactory() {
            @Override
            public Transporter newInstance(RepositorySystemSession session, RemoteRepository repository) {
                return new Download(URI.create(repository.getUrl()), deadline);
            }

            @Override
            public float getPriority() {
                return 0;
            }
        });
    }
}
