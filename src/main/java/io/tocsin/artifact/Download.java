package io.tocsin.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.aether.spi.connector.transport.AbstractTransporter;
import org.eclipse.aether.spi.connector.transport.GetTask;
import org.eclipse.aether.spi.connector.transport.PeekTask;
import org.eclipse.aether.spi.connector.transport.PutTask;

/** Fetches the files of a repository over HTTP, bounded in size and time, whatever the server does. */
final class Download extends AbstractTransporter {

    private static final long LARGEST = 256L << 20;

    private final URI repository;
    private final long deadline;
    private final HttpClient client;

    /** @param deadline of all downloads together, as {@link System#nanoTime} tells it */
    Download(URI repository, long deadline) {
        this.repository = repository;
        this.deadline = deadline;
        this.client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** The server has answered, but not with the file. */
    static final class AnswerException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        AnswerException(URI uri, int status) {
            super(uri + " answers " + status);
            this.status = status;
        }
    }

    @Override
    public int classify(Throwable error) {
        return error instanceof AnswerException answer && (answer.status == 404 || answer.status == 410)
                ? ERROR_NOT_FOUND
                : ERROR_OTHER;
    }

    @Override
    protected void implPeek(PeekTask task) throws Exception {
        Path part = Files.createTempFile("tocsin", ".part");
        try {
            fetch(task.getLocation(), part);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    protected void implGet(GetTask task) throws Exception {
        Path part = Files.createTempFile("tocsin", ".part");
        try {
            fetch(task.getLocation(), part);
            try (InputStream in = Files.newInputStream(part)) {
                utilGet(task, in, false, Files.size(part), false);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void fetch(URI location, Path part) throws IOException, InterruptedException {
        URI uri = repository.resolve(location);
        if (deadline - System.nanoTime() <= 0) {
            throw new IOException(uri + " comes too late");
        }
        CompletableFuture<HttpResponse<Path>> answer = client.sendAsync(
                HttpRequest.newBuilder(uri).header("User-Agent", "Tocsin").build(),
                BodyHandlers.limiting(BodyHandlers.ofFile(part), LARGEST));
        try {
            int status = answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS).statusCode();
            if (status != 200) {
                throw new AnswerException(uri, status);
            }
        } catch (ExecutionException failed) {
            throw new IOException(uri + ": " + failed.getCause(), failed.getCause());
        } catch (TimeoutException late) {
            throw new IOException(uri + " takes too long", late);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    protected void implPut(PutTask task) {
        throw new IllegalStateException("nothing is ever uploaded");
    }

    @Override
    protected void implClose() {
        client.shutdownNow();
    }
}
