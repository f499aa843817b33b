package io.tocsin.aws;

import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.sign.Aws4;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for objects by addresses such as {@code s3://bucket/folder/servers.json}. */
public final class S3 implements Http {

    private static final Pattern LOCATION =
            Pattern.compile("s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(?<key>[^?#]+)");
    private static final Pattern CODE = Pattern.compile("<Code>(\\w{1,60})</Code>");
    private static final String UNRESERVED = "-._~/";

    private final Http http;
    private final S3Settings settings;
    private final Chain chain;
    private final InstantSource clock;

    /**
     * Objects, by credentials from where AWS's tools look for them.
     *
     * @param http for the objects
     * @param local for the services on this machine that hand out credentials, at addresses that are denied otherwise
     * @param environment the process's variables
     */
    public S3(Http http, Http local, S3Settings settings, Map<String, String> environment, InstantSource clock) {
        this.http = http;
        this.settings = settings;
        this.chain = new Chain(new Environment(environment), local, clock);
        this.clock = clock;
    }

    /** Whether a text is meant as the address of an object. */
    public static boolean means(String location) {
        return location.regionMatches(true, 0, "s3:", 0, 3);
    }

    /** @throws Refusal if the address is none */
    public static void check(String location) {
        parse(location);
    }

    private static Matcher parse(String location) {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches()) {
            throw Refusal.of("aws.location", location);
        }
        return parts;
    }

    @Override
    public Answer send(Request request) throws IOException {
        Matcher parts = parse(request.url());
        Found found = chain.find();
        String region = settings.region().or(chain::region).orElse("us-east-1");
        String url = url(parts.group("bucket"), parts.group("key"), region);
        Request meant = new Request(request.method(), url, request.headers(), request.body(), request.limit());
        Answer answer = http.send(new Aws4(found.credentials(), region, "s3").sign(meant, clock.instant()));
        if (answer.status() == 401 || answer.status() == 403) {
            chain.forget();
            throw new IOException("S3 answered " + answer.status() + code(answer.body()) + " to the credentials of "
                    + found.from() + ", for the region " + region);
        }
        return answer;
    }

    /** A bucket's name is part of the host, but where the certificate would not fit it or the service is another. */
    private String url(String bucket, String key, String region) {
        String path = escape(key);
        if (settings.endpoint().isPresent()) {
            return settings.endpoint().get().replaceFirst("/+$", "") + "/" + bucket + "/" + path;
        }
        String host = "s3." + region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        return bucket.indexOf('.') >= 0
                ? "https://" + host + "/" + bucket + "/" + path
                : "https://" + bucket + "." + host + "/" + path;
    }

    private static String escape(String key) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
            char each = (char) (one & 0xFF);
            boolean plain = each < 0x80 && Character.isLetterOrDigit(each) || UNRESERVED.indexOf(each) >= 0;
            escaped.append(plain ? String.valueOf(each) : String.format("%%%02X", one & 0xFF));
        }
        return escaped.toString();
    }

    /** What S3 calls it, such as {@code AccessDenied}. */
    private static String code(String body) {
        Matcher code = CODE.matcher(body);
        return code.find() ? " (" + code.group(1) + ")" : "";
    }
}
