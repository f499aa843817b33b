package io.tocsin.artifact;

import io.tocsin.spi.Phrase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds libraries, in the cache or in the repository.
 *
 * @param repository whose checksums must be right, and must be there
 * @param cache a local repository as Maven keeps it
 * @param longest for all downloads of one call
 */
public record Artifacts(URI repository, Path cache, Duration longest) {

    private static final Logger log = LoggerFactory.getLogger(Artifacts.class);
    private static final String PROVIDED = "slf4j-api";
    private static final int DEEPEST = 10;

    /** The repository's address ends with a slash, so that paths can be resolved against it. */
    public Artifacts {
        repository = repository.toString().endsWith("/") ? repository : URI.create(repository + "/");
    }

    /**
     * Their jars and those of what they depend on.
     *
     * @throws ArtifactException if one is missing or not as its checksum says
     */
    public List<Path> resolve(List<Coordinates> wanted) throws ArtifactException {
        if (wanted.isEmpty()) {
            return List.of();
        }
        String names = String.join(", ", wanted.stream().map(Coordinates::text).toList());
        long begun = System.nanoTime();
        log.info("Looking for {} in {} and {}", names, cache, repository.getHost());
        try (RepositorySystem system = new Resolver(begun + longest.toNanos()).get();
                CloseableSession session = session(system)) {
            List<Path> jars = system.resolveDependencies(session, new DependencyRequest(collect(wanted), null))
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .filter(artifact -> !artifact.getArtifactId().equals(PROVIDED))
                    .map(artifact -> Objects.requireNonNull(artifact.getPath(), artifact::toString))
                    .toList();
            log.info("Found {}: {} jars in {} ms", names, jars.size(), (System.nanoTime() - begun) / 1_000_000);
            return jars;
        } catch (DependencyResolutionException missing) {
            throw new ArtifactException(
                    Phrase.of("plugin.deps-missing", names, String.valueOf(repository.getHost()), cause(missing)),
                    missing);
        }
    }

    private CloseableSession session(RepositorySystem system) {
        return new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositoryBaseDirectories(cache)
                .setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL)
                .setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_NEVER)
                .setIgnoreArtifactDescriptorRepositories(true)
                .setTransferListener(new Progress())
                .build();
    }

    private CollectRequest collect(List<Coordinates> wanted) {
        RepositoryPolicy strict = new RepositoryPolicy(
                true, RepositoryPolicy.UPDATE_POLICY_NEVER, RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        RemoteRepository from = new RemoteRepository.Builder("plugins", "default", repository.toString())
                .setPolicy(strict)
                .build();
        List<Dependency> dependencies = wanted.stream()
                .map(each -> new DefaultArtifact(
                        each.group(), each.artifact(), each.classifier(), "jar", each.version()))
                .map(artifact -> new Dependency(artifact, "runtime"))
                .toList();
        return new CollectRequest(dependencies, List.of(), List.of(from));
    }

    /** The innermost message says which file, and what is wrong with it. */
    private static String cause(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; innermost.getCause() != null && depth < DEEPEST; depth++) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage());
    }
}
