import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** Signed as GitHub signs; what is muted is seen by the commands that the plugin runs. */
public class DeployAnnouncerTest implements PluginTest {

    private static final String SECRET = "It's a Secret to Everybody";

    private static TestBot set(TestBot bot) {
        return bot.config("room", "ops").config("secret", SECRET).config("token", "t0ken")
                .config("mute", "billing: payments invoice-*, site: payments")
                .watched(watched("shop", Optional.empty()));
    }

    private static Watched watched(String name, Optional<Event.Muted> muted) {
        return new Watched(name, "", List.of(), "https://example.com", "UP", Optional.empty(), Optional.empty(), muted);
    }

    private static String signature(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Route.Answer signed(TestBot bot, String body) throws Exception {
        return bot.web("POST /deploy", Map.of("x-hub-signature-256", signature(body)), body);
    }

    /** The example of GitHub's page "Validating webhook deliveries". */
    public void signsAsGitHubDocumentsIt(TestBot bot) throws Exception {
        assert signature("Hello, World!")
                .equals("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
        String right = signature("Hello, World!");
        Route.Answer answer = set(bot).web("POST /deploy", Map.of("x-hub-signature-256", right), "Hello, World!");
        assert answer.status() == 400 && answer.body().startsWith("This is not JSON") : answer;
    }

    public void mutesWhileDeploying(TestBot bot) throws Exception {
        String body = "{\"name\": \"shop\", \"state\": \"started\", \"by\": \"ana\", \"note\": \"v1.2\"}";
        Route.Answer answer = signed(set(bot), body);
        assert answer.equals(Route.Answer.text(200, "Muted meanwhile: shop.\n")) : answer;
        bot.expectSent("ops", "Deploy of shop started by ana: v1.2\nMuted meanwhile: shop.");

        signed(bot, "{\"name\": \"shop\", \"state\": \"finished\"}");
        bot.expectSent("ops", "Deploy of shop finished\nNo longer muted: shop.");
        assert bot.ran().equals(List.of("mute \"shop\" for 1800s because deploying shop", "unmute \"shop\""))
                : bot.ran();
    }

    public void takesNobodysWordWithoutASignatureOrToken(TestBot bot) throws Exception {
        String body = "{\"name\": \"shop\", \"state\": \"started\"}";
        String right = signature(body);
        set(bot).start();
        assert bot.web("POST /deploy", body).status() == 403;
        for (Map<String, String> headers : List.of(
                Map.of("x-hub-signature-256", right + "0"), Map.of("x-hub-signature-256", signature(body + " ")),
                Map.of("x-token", ""), Map.of("x-token", "t0keN"), Map.of("authorization", "Bearer " + SECRET))) {
            assert bot.web("POST /deploy", headers, body).status() == 403 : headers;
        }
        assert bot.web("POST /deploy/shop/started", Map.of("x-hub-signature-256", right), body).status() == 403;
        bot.expectNothingSent("ops");
        assert bot.ran().isEmpty();
    }

    public void takesATokenFromCurl(TestBot bot) {
        Map<String, String> token = Map.of("x-token", "t0ken");
        assert set(bot).web("POST /deploy/shop/start?by=ben", token, "").status() == 200;
        assert bot.web("POST /deploy/shop/failed", Map.of("authorization", "Bearer t0ken"), "").status() == 200;
        bot.expectSent("ops", "Deploy of shop started by ben\nMuted meanwhile: shop.");
        bot.expectSent("ops", "Deploy of shop failed\nNo longer muted: shop.");
        assert bot.web("POST /deploy/shop/sideways", token, "").status() == 400;
        assert bot.web("POST /deploy/a%20for%201s/start", token, "").status() == 400;
    }

    public void understandsGitHubsDeployments(TestBot bot) throws Exception {
        set(bot);
        String body = """
                {"deployment_status": {"state": "%s"}, "repository": {"name": "shop", "full_name": "acme/shop"},
                 "deployment": {"ref": "main", "environment": "%s", "creator": {"login": "octocat"}}}""";
        assert github(bot, "ping", "{\"zen\": \"Design for failure.\"}").equals(Route.Answer.text(200, "pong\n"));
        assert github(bot, "push", "{}").status() == 202;
        assert github(bot, "deployment_status", body.formatted("queued", "production")).status() == 202;
        assert github(bot, "deployment_status", body.formatted("in_progress", "staging")).status() == 202;
        bot.expectNothingSent("ops");
        assert github(bot, "deployment_status", body.formatted("in_progress", "production")).status() == 200;
        assert github(bot, "deployment_status", body.formatted("failure", "production")).status() == 200;
        bot.expectSent("ops", "Deploy of shop started by octocat: main to production\nMuted meanwhile: shop.");
        bot.expectSent("ops", "Deploy of shop failed by octocat: main to production\nNo longer muted: shop.");
    }

    private static Route.Answer github(TestBot bot, String event, String body) throws Exception {
        return bot.web("POST /deploy", Map.of("x-github-event", event, "x-hub-signature-256", signature(body)), body);
    }

    public void aForgottenDeployEnds(TestBot bot) {
        set(bot).say("deploy start shop");
        bot.expect("Muted meanwhile: shop.");
        bot.restart();
        bot.pass(Duration.ofMinutes(29));
        bot.expectSent("ops", "Deploy of shop started by ana\nMuted meanwhile: shop.");
        bot.expectNothingSent("ops");
        bot.pass(Duration.ofMinutes(60));
        bot.expectSent("ops", "Deploy of shop has not ended within 30 min\nNo longer muted: shop.");
        bot.expectNothingSent("ops");
    }

    public void whatTwoDeploysMuteEndsWithTheLast(TestBot bot) {
        set(bot).dialogue("""
                > deploy start billing 2.0
                Muted meanwhile: payments, invoice-*.
                > deploy start site
                Muted meanwhile: payments.
                > deploy done billing
                No longer muted: invoice-*.
                > deploy failed site
                No longer muted: payments.
                > deploy start nobody-watches-this
                Nothing is muted for it.
                """);
    }

    public void leavesTheMutesOfPeopleAlone(TestBot bot) {
        Event.Muted anas =
                new Event.Muted(bot.now(), "shop", new Person("test:ana", "ana"), Optional.empty(), "a leak");
        set(bot).watched(watched("shop", Optional.of(anas))).say("deploy start shop");
        bot.expect("Nothing is muted for it.");
        bot.say("deploy done shop");
        bot.expect("Said so.");
        assert bot.ran().isEmpty() : bot.ran();
    }

    public void isNotForEverybody(TestBot bot) {
        set(bot).role("ben", Role.READ).role("ana", Role.OPERATE).say("ben", "deploy start shop");
        bot.expectMatching(".*operate.*");
        bot.say("deploy start shop");
        bot.expect("Muted meanwhile: shop.");
    }

    public void doesNothingUntilItHasARoom(TestBot bot) {
        bot.config("token", "t0ken");
        assert bot.web("POST /deploy/shop/start", Map.of("x-token", "t0ken"), "").status() == 404;
    }
}
