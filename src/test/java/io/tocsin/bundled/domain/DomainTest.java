package io.tocsin.bundled.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.net.Checks;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.ScriptedServer;
import io.tocsin.net.Trust;
import io.tocsin.spi.Http;
import io.tocsin.spi.Result;
import io.tocsin.spi.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DomainTest {

    private static final String SERVERS = "https://data.iana.example/rdap/dns.json";
    private static final String LIST = "{\"services\":[[[\"net\",\"com\"],[\"http://old.example/\","
            + "\"https://rdap.example/com/v1/\"]],[[\"org\"],[\"https://other.example/\"]]]}";
    private static final String RDAP = "https://rdap.example/com/v1/domain/shop.com";

    private final ConcurrentSkipListMap<String, String> remembered = new ConcurrentSkipListMap<>();
    private final Map<String, Http.Answer> web = new HashMap<>();
    private final List<Http.Request> asked = new ArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final Map<String, String> registry = new HashMap<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final Dialer dialer = new Dialer("test", () -> now, Trust::ofThisJava);
    private ScriptedServer whois;
    private Checks domain;

    @BeforeEach
    void start() throws IOException {
        whois = new ScriptedServer(socket -> {
            String question = ScriptedServer.line(socket);
            questions.add(question);
            ScriptedServer.say(socket, registry.getOrDefault(question, "% nothing\r\n"));
        });
        restart();
        web.put(SERVERS, new Http.Answer(200, Map.of(), LIST));
        web.put(RDAP, answer("2027-01-01T00:00:00Z"));
    }

    @AfterEach
    void stop() throws IOException {
        whois.close();
        dialer.close();
    }

    /** The bot begins anew: only what is stored is left. */
    private void restart() {
        Register register = new Register(() -> now);
        register.open(new InMemory(remembered), request -> {
            asked.add(request);
            return Optional.ofNullable(web.get(request.url())).orElseThrow(() -> new IOException("connection refused"));
        });
        domain = new Checks(new DomainType(dialer, register, new Rdap(register, SERVERS),
                new Whois(dialer, Endpoint.of("127.0.0.1", whois.port()))));
    }

    private static Http.Answer answer(String end) {
        return new Http.Answer(200, Map.of(),
                "{\"objectClassName\":\"domain\",\"events\":[{\"eventAction\":\"registration\","
                        + "\"eventDate\":\"1997-09-15T04:00:00Z\"},{\"eventAction\":\"expiration\",\"eventDate\":\""
                        + end + "\"}]}");
    }

    @Test
    void theRegistryIsAskedAsRdapHasIt() throws Exception {
        Result result = domain.check("domain://Shop.com");

        assertThat(result.failure()).isEmpty();
        assertThat(result.domainLeft()).hasValue(Duration.ofHours(39 * 24 + 12));
        assertThat(result.statusText()).isEqualTo("registered until 2027-01-01");
        assertThat(asked).extracting(Http.Request::url).containsExactly(SERVERS, RDAP);
        assertThat(asked.getLast().method()).isEqualTo("GET");
        assertThat(asked.getLast().headers()).containsEntry("Accept", "application/rdap+json, application/json");
        assertThat(questions).isEmpty();
    }

    @Test
    void aDomainIsLookedUpOnceADayAlsoAcrossRestarts() throws Exception {
        domain.check("domain://shop.com");
        for (int hour = 1; hour < 24; hour++) {
            now = now.plus(Duration.ofHours(1));
            restart();
            assertThat(domain.check("domain://shop.com").domainLeft()).isPresent();
        }
        assertThat(asked).hasSize(2);
        now = now.plus(Duration.ofHours(2));
        web.put(RDAP, answer("2028-01-01T00:00:00Z"));

        assertThat(domain.check("domain://shop.com").statusText()).isEqualTo("registered until 2028-01-01");
        assertThat(asked).as("the server of the registry is known").hasSize(3);
    }

    @Test
    void aRegistryThatIsOutOfOrderChangesNothingThatIsKnown() throws Exception {
        domain.check("domain://shop.com");
        now = now.plus(Duration.ofDays(2));
        web.put(RDAP, new Http.Answer(503, Map.of(), ""));

        assertThat(domain.check("domain://shop.com").domainLeft()).isPresent();
        assertThat(domain.check("domain://shop.com").domainLeft()).isPresent();
        assertThat(asked).as("asked again, but not at once").hasSize(3);
    }

    @Test
    void whoisIsAskedWhereThereIsNoRdap() throws Exception {
        registry.put("de", "domain: DE\r\nrefer:   127.0.0.1\r\n");
        registry.put("shop.de", "Domain: shop.de\r\nRegistry Expiry Date: 2027-02-03T04:05:06Z\r\n");

        assertThat(domain.check("domain://shop.de").domainLeft())
                .hasValue(Duration.between(now, Instant.parse("2027-02-03T04:05:06Z")));
        assertThat(questions).containsExactly("de", "shop.de");
    }

    @Test
    void whoisIsAskedWhereRdapDoesNotAnswer() throws Exception {
        web.clear();
        registry.put("com", "whois: 127.0.0.1\n");
        registry.put("shop.com", "paid-till: 2027.02.03\n");

        assertThat(domain.check("domain://shop.com").statusText()).isEqualTo("registered until 2027-02-03");
    }

    @Test
    void whyNothingIsKnownIsTold() throws Exception {
        web.put(RDAP, new Http.Answer(404, Map.of(), ""));
        assertThat(domain.reason("domain://shop.com")).isEqualTo("nobody has registered shop.com");

        assertThat(domain.reason("domain://shop.zz")).isEqualTo("nobody knows a registry for domains that end in .zz");
        registry.put("yy", "refer: 127.0.0.1\n");
        registry.put("shop.yy", "Registrar: x\n");
        assertThat(domain.reason("domain://shop.yy"))
                .isEqualTo("127.0.0.1:" + whois.port() + " does not say until when shop.yy is registered");
        int before = questions.size();
        assertThat(domain.reason("domain://shop.yy")).contains("does not say until when");
        assertThat(questions).as("that was the look-up of the day").hasSize(before);
        registry.put("free.yy", "No match for domain \"FREE.YY\".\n");
        assertThat(domain.reason("domain://free.yy")).isEqualTo("nobody has registered free.yy");
        assertThat(domain.reason("domain://own.com", "rdap", "https://mine.example/"))
                .isEqualTo("the RDAP server does not say until when own.com is registered: connection refused");
    }

    @Test
    void aRegistryThatSaysNothingIsLeftAtTheLimit() throws Exception {
        try (ScriptedServer silent = new ScriptedServer(ScriptedServer::drain)) {
            assertThat(Checks.reason(domain.check(Checks.SHORT, "domain://a.example", "whois", silent.address())))
                    .isEqualTo("no answer within 400 ms: connected to " + silent.address()
                            + ", waiting for the answer of the registry");
        }
    }

    @Test
    void oneMonitorLooksADomainUpAndAnotherWaitsForItNoLongerThanItsLimit() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (ScriptedServer slow = new ScriptedServer(socket -> {
            questions.add(ScriptedServer.line(socket));
            answer.await();
            ScriptedServer.say(socket, "Registry Expiry Date: 2027-02-03T04:05:06Z\r\n");
        })) {
            FutureTask<Result> first =
                    new FutureTask<>(() -> domain.check("domain://b.example", "whois", slow.address()));
            Thread.ofVirtual().start(first);
            await().until(() -> questions.contains("b.example"));

            assertThat(Checks.reason(domain.check(Checks.SHORT, "domain://b.example", "whois", slow.address())))
                    .isEqualTo("no answer within 400 ms: b.example is being looked up for another monitor");
            answer.countDown();
            assertThat(first.get().statusText()).isEqualTo("registered until 2027-02-03");
            assertThat(questions).containsExactly("b.example");
        } finally {
            answer.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Expiry Date: 03-Feb-2027", "expires: 2027-02-03", "Expiration Date: 2027/02/03",
        "Registrar Registration Expiration Date: 2027-02-03T00:00:00+00:00", "renewal date: 20270203",
        "Expiration Time: 2027-02-03 10:00:00", "Valid Until: 3 February 2027", "[有効期限] 2027/02/03",
    })
    void registriesHaveManyWords(String line) throws Exception {
        registry.put("shop.test", "% terms\r\n\r\n   " + line + "\r\n");
        assertThat(domain.check("domain://shop.test", "whois", whois.address()).statusText())
                .isEqualTo("registered until 2027-02-03");
    }

    @Test
    void whatCannotBeRegisteredIsRefused() {
        assertThat(domain.refusal("domain://localhost"))
                .isEqualTo("\"domain://localhost\" is not a domain that somebody can register; write one such as"
                        + " domain://example.com");
        assertThat(domain.refusal("domain://shop.com/x")).contains("is not a domain");
        assertThat(domain.refusal("domain://shop.com", "rdap", "rdap.org")).startsWith("rdap is \"rdap.org\"");
        assertThat(domain.refusal("domain://shop.com", "whois", "a b")).startsWith("whois is \"a b\"");
    }

    @Test
    void nonsenseFromARegistryIsNoEnd() {
        java.util.Random random = new java.util.Random(9);
        String parts = "0123456789-/.: TZ+abFeb\u00e9";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(25); length > 0; length--) {
                text.append(parts.charAt(random.nextInt(parts.length())));
            }
            Dates.parse(text.toString());
            Register.Known.parse(text.toString());
        }
        assertThat(Dates.parse("2027-13-45")).isEmpty();
    }

    private record InMemory(ConcurrentSkipListMap<String, String> texts) implements Store {

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(texts.get(key));
        }

        @Override
        public void put(String key, String value) {
            texts.put(key, value);
        }

        @Override
        public void remove(String key) {
            texts.remove(key);
        }

        @Override
        public SortedMap<String, String> all() {
            return new TreeMap<>(texts);
        }
    }
}
