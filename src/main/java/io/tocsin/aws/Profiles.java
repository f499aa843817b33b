package io.tocsin.aws;

import io.tocsin.spi.sign.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files {@code ~/.aws/credentials} and {@code ~/.aws/config}. */
final class Profiles {

    private static final long LONGEST = 1_000_000;
    private static final List<String> OTHER_WAYS =
            List.of("role_arn", "sso_session", "sso_start_url", "credential_process", "web_identity_token_file");

    private final Environment environment;

    Profiles(Environment environment) {
        this.environment = environment;
    }

    private String name() {
        return environment.get("AWS_PROFILE").orElse("default");
    }

    /** @throws IOException if the profile says how to get credentials in a way that is not known here */
    Optional<Found> find() throws IOException {
        Path credentials = environment.file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
        Path config = environment.file("AWS_CONFIG_FILE", "config");
        for (Path file : List.of(credentials, config)) {
            Map<String, String> keys = section(file);
            String id = keys.getOrDefault("aws_access_key_id", "");
            String secret = keys.getOrDefault("aws_secret_access_key", "");
            if (!id.isEmpty() && !secret.isEmpty()) {
                Credentials found = new Credentials(id, secret, keys.getOrDefault("aws_session_token", ""));
                return Optional.of(new Found(found, "the profile " + name() + " in " + file, Instant.MAX));
            }
            for (String way : OTHER_WAYS) {
                if (keys.containsKey(way)) {
                    throw new IOException("the profile " + name() + " in " + file + " wants " + way
                            + ", which is not supported; write aws_access_key_id and aws_secret_access_key there");
                }
            }
        }
        if (environment.get("AWS_PROFILE").isPresent()) {
            throw new IOException(
                    "there are no keys for the profile " + name() + " in " + credentials + " or " + config);
        }
        return Optional.empty();
    }

    Optional<String> region() throws IOException {
        for (String file : List.of("config", "credentials")) {
            String variable = file.equals("config") ? "AWS_CONFIG_FILE" : "AWS_SHARED_CREDENTIALS_FILE";
            String region = section(environment.file(variable, file)).getOrDefault("region", "");
            if (!region.isEmpty()) {
                return Optional.of(region);
            }
        }
        return Optional.empty();
    }

    /** The keys of the profile; of one that is nested, such as {@code s3 =}, the name alone. */
    private Map<String, String> section(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is longer than 1 MB");
        }
        Map<String, String> keys = new HashMap<>();
        boolean mine = false;
        for (String line : Files.readAllLines(file)) {
            String text = line.strip();
            if (text.startsWith("[") && text.contains("]")) {
                String title = text.substring(1, text.indexOf(']')).strip().replaceFirst("^profile\\s+", "");
                mine = title.equals(name());
            } else if (mine && text.indexOf('=') > 0 && !text.startsWith("#") && !text.startsWith(";")
                    && !Character.isWhitespace(line.charAt(0))) {
                int equals = text.indexOf('=');
                keys.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
            }
        }
        return keys;
    }
}
