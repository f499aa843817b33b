package io.tocsin.artifact;

import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
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

/** Finds libraries, in the cache or in the repository. Not safe for use by several threads. */
public final class Artifacts {

    private static final Logger log = LoggerFactory.getLogger(Artifacts.class);
    private static final String PROVIDED = "slf4j-api";
    private static final int DEEPEST = 10;

    /** What is kept already can be had even when there is no time left for downloads. */
    private static final Duration LEAST = Duration.ofSeconds(20);

    private final URI repository;
    private final Path cache;
    private final Duration longest;
    private final Consumer<Phrase> news;
    private Optional<Long> deadline = Optional.empty();

    /**
     * Takes note of where they are.
     *
     * @param repository whose checksums must be right, and must be there
     * @param cache a local repository as Maven keeps it
     * @param longest for all downloads of all calls
     * @param news is told when something has to be fetched, and what was
     */
    public Artifacts(URI repository, Path cache, Duration longest, Consumer<Phrase> news) {
        // so that paths can be resolved against it
        this.repository = repository.toString().endsWith("/") ? repository : URI.create(repository + "/");
        this.cache = cache;
        this.longest = longest;
        this.news = news;
    }

    /**
     * Their jars and those of what they depend on.
     *
     * @throws ArtifactException if one is missing, not as its checksum says, or not here in time
     */
    public List<Path> resolve(List<Coordinates> wanted) throws ArtifactException {
        if (wanted.isEmpty()) {
            return List.of();
        }
        String names = String.join(", ", wanted.stream().map(Coordinates::text).toList());
        long end = deadline.orElseGet(() -> System.nanoTime() + longest.toNanos());
        deadline = Optional.of(end);
        FutureTask<List<Path>> finding = new FutureTask<>(() -> unchanged(wanted, names, end));
        Thread.ofPlatform().daemon().name("plugin-libraries").start(finding);
        try {
            return finding.get(Math.max(LEAST.toNanos(), end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            finding.cancel(true);
            throw missing(names, longest.toSeconds() + " s are over", late);
        } catch (InterruptedException stopped) {
            finding.cancel(true);
            Thread.currentThread().interrupt();
            throw missing(names, "interrupted", stopped);
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw cause instanceof ArtifactException known ? known : missing(names, cause.toString(), failed);
        }
    }

    /** What was damaged since it was fetched is fetched again. */
    private List<Path> unchanged(List<Coordinates> wanted, String names, long end)
            throws ArtifactException, IOException {
        List<Path> jars = find(wanted, names, end);
        return Remembered.dropChanged(jars) ? find(wanted, names, end) : jars;
    }

    private List<Path> find(List<Coordinates> wanted, String names, long end) throws ArtifactException {
        long begun = System.nanoTime();
        log.info("Looking for {} in {} and {}", names, cache, repository.getHost());
        Progress progress = new Progress(names, String.valueOf(repository.getHost()), news);
        try (RepositorySystem system = new Resolver(end).get();
                CloseableSession session = session(system, progress)) {
            List<Path> jars = system.resolveDependencies(session, new DependencyRequest(collect(wanted), null))
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .filter(artifact -> !artifact.getArtifactId().equals(PROVIDED))
                    .map(artifact -> Objects.requireNonNull(artifact.getPath(), artifact::toString))
                    .toList();
            log.info("Found {}: {} jars in {} ms", names, jars.size(), (System.nanoTime() - begun) / 1_000_000);
            progress.fetched().ifPresent(news);
            return jars;
        } catch (DependencyResolutionException missing) {
            throw missing(names, cause(missing), missing);
        }
    }

    private ArtifactException missing(String names, String why, Exception cause) {
        return new ArtifactException(
                Phrase.of("plugin.deps-missing", names, String.valueOf(repository.getHost()), why), cause);
    }

    private CloseableSession session(RepositorySystem system, Progress progress) {
        return new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositoryBaseDirectories(cache)
                .setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL)
                .setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_NEVER)
                .setIgnoreArtifactDescriptorRepositories(true)
                .setTransferListener(progress)
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
        String said = failure.toString();
        Throwable next = failure;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            said = Objects.requireNonNullElse(next.getMessage(), said);
            next = next.getCause();
        }
        return said;
    }
}
