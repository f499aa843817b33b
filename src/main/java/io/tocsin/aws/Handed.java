package io.tocsin.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.spi.Http;
import io.tocsin.spi.sign.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Credentials that the container's or the machine's surroundings hand out, good for some hours. */
final class Handed {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String CONTAINER = "http://169.254.170.2";
    private static final String INSTANCE = "http://169.254.169.254";
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
    /** Where plain text may be spoken: this machine, and what ECS and EKS have on it. */
    private static final Set<String> NEAR =
            Set.of("localhost", "127.0.0.1", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]");

    private final Environment environment;
    private final Http local;

    Handed(Environment environment, Http local) {
        this.environment = environment;
        this.local = local;
    }

    /** Those of a container, where its variables say that there are some. */
    Optional<Found> container() throws IOException {
        Optional<String> relative = environment.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
        Optional<String> url =
                relative.map(path -> CONTAINER + path).or(() -> environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI"));
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (relative.isEmpty()) {
            checkNear(url.get());
        }
        Map<String, String> headers = token().map(token -> Map.of("Authorization", token)).orElse(Map.of());
        return Optional.of(read(get(url.get(), headers), "the container"));
    }

    private static void checkNear(String url) throws IOException {
        URI address = URI.create(url);
        if (!"https".equals(address.getScheme()) && !NEAR.contains(String.valueOf(address.getHost()))) {
            throw new IOException("AWS_CONTAINER_CREDENTIALS_FULL_URI must be https, or lead to this machine");
        }
    }

    private Optional<String> token() throws IOException {
        Optional<String> file = environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        return file.isPresent()
                ? Optional.of(Files.readString(Path.of(file.get())).strip())
                : environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    }

    /** Those of the role that the machine has; empty where there is no such service, or it knows no role. */
    Optional<Found> instance() throws IOException {
        if (environment.isTrue("AWS_EC2_METADATA_DISABLED")) {
            return Optional.empty();
        }
        String service = environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT").orElse(INSTANCE).replaceFirst("/+$", "");
        Http.Answer token;
        try {
            token = local.send(new Http.Request("PUT", service + "/latest/api/token",
                    Map.of("X-aws-ec2-metadata-token-ttl-seconds", "21600"), "", LIMIT));
        } catch (IOException notThere) {
            return Optional.empty();
        }
        Map<String, String> headers = token.ok() ? Map.of("X-aws-ec2-metadata-token", token.body().strip()) : Map.of();
        Http.Answer role = local.send(new Http.Request("GET", service + ROLES, headers, "", LIMIT));
        if (!role.ok() || role.body().isBlank()) {
            return Optional.empty();
        }
        String name = role.body().strip().lines().findFirst().orElse("");
        return Optional.of(read(get(service + ROLES + name, headers), "the machine's role " + name));
    }

    private String get(String url, Map<String, String> headers) throws IOException {
        Http.Answer answer = local.send(new Http.Request("GET", url, headers, "", LIMIT));
        if (!answer.ok()) {
            throw new IOException("asked for credentials, " + URI.create(url).getHost() + " answered "
                    + answer.status());
        }
        return answer.body();
    }

    private static Found read(String body, String from) throws IOException {
        try {
            JsonNode json = JSON.readTree(body);
            String id = json.path("AccessKeyId").asText("");
            String secret = json.path("SecretAccessKey").asText("");
            if (id.isEmpty() || secret.isEmpty()) {
                throw new IOException(from + " handed out no credentials");
            }
            String until = json.path("Expiration").asText("");
            return new Found(
                    new Credentials(id, secret, json.path("Token").asText("")), from,
                    until.isEmpty() ? Instant.MAX : Instant.parse(until));
        } catch (JsonProcessingException | DateTimeParseException unreadable) {
            throw new IOException(from + " handed out credentials that cannot be read");
        }
    }
}
