package io.tocsin.aws;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import java.util.Optional;

/**
 * Where objects are.
 *
 * @param endpoint another service than AWS's, such as {@code https://minio.example.com:9000}
 * @param region in place of the one that AWS's environment and files name
 */
public record S3Settings(Optional<String> endpoint, Optional<String> region) {

    private static final String ENDPOINT = "s3.endpoint";
    private static final String REGION = "s3.region";

    public static S3Settings from(Keys keys) {
        Optional<String> endpoint = keys.text(ENDPOINT);
        if (endpoint.filter(url -> !url.matches("https?://[^/?#@]+/?")).isPresent()) {
            keys.problem(ENDPOINT, Phrase.of("aws.endpoint", endpoint.get()));
        }
        Optional<String> region = keys.text(REGION);
        if (region.filter(name -> !name.matches("[a-z0-9-]{2,40}")).isPresent()) {
            keys.problem(REGION, Phrase.of("aws.region", region.get()));
        }
        return new S3Settings(endpoint, region);
    }
}
