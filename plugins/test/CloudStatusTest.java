import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** The answers are of the forms that the providers document. */
public class CloudStatusTest implements PluginTest {

    private static final String GITHUB = "GET https://www.githubstatus.com/api/v2/summary.json";
    private static final String AWS = "GET https://status.aws.amazon.com/rss/all.rss";
    private static final String AZURE = "GET https://azure.status.microsoft/en-us/status/feed/";
    private static final String GOOGLE = "GET https://status.cloud.google.com/incidents.json";
    private static final String SLACK = "GET https://slack-status.com/api/v2.0.0/current";

    private static String summary(String indicator, String components, String incidents) {
        return """
                {"page":{"id":"k","name":"GitHub","url":"https://www.githubstatus.com","updated_at":"2026-01-05T07:00:00Z"},
                "components":[%s],"incidents":[%s],"scheduled_maintenances":[],
                "status":{"indicator":"%s","description":"x"}}
                """
                .formatted(components, incidents, indicator);
    }

    private static String component(String name, String status) {
        return "{\"id\":\"1\",\"name\":\"%s\",\"status\":\"%s\",\"group\":false,\"only_show_if_degraded\":false}"
                .formatted(name, status);
    }

    private static String incident(String name, String impact, String component) {
        return "{\"id\":\"2\",\"name\":\"%s\",\"status\":\"investigating\",\"impact\":\"%s\",\"components\":[%s]}"
                .formatted(name, impact, component("\\u0041" + component, "partial_outage"));
    }

    public void aStatuspageIsUpDegradedOrDown(TestBot bot) {
        bot.http().answer(GITHUB, 200, summary("none", component("Actions", "operational"), ""));
        seen(bot.check("cloud://github"), 0, "no incidents");

        bot.http().answer(GITHUB, 200, summary("minor",
                component("Actions", "degraded_performance") + "," + component("Pages", "under_maintenance"),
                incident("Slow runs", "minor", "ctions")));
        seen(bot.check("cloud://github"), 1, "Slow runs (Actions)", "~Slow runs (Actions)",
                "~Actions: degraded performance");

        bot.http().answer(GITHUB, 200, summary("critical", component("Pages", "major_outage"),
                incident("All is down", "critical", "ctions")));
        seen(bot.check("cloud://github"), 2, "All is down (Actions)", "xAll is down (Actions)", "~Pages: major outage");
    }

    public void onlyWhatWasChosenCounts(TestBot bot) {
        bot.http().answer(GITHUB, 200, summary("major",
                component("Pages", "major_outage") + "," + component("Actions", "operational"), ""));
        seen(bot.check("cloud://github", Map.of("only", "actions")), 0, "no incidents");
        seen(bot.check("cloud://github", Map.of("only", "pages")), 2, "Pages: major outage", "xPages: major outage");
    }

    public void amazonsFeedCountsByItsNewestWord(TestBot bot) {
        bot.http().answer(AWS, 200, """
                <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>AWS</title>
                %s%s%s%s</channel></rss>""".formatted(
                item("Service is operating normally: [RESOLVED] Increased Error Rates", "ec2-us-east-1_2",
                        "04 Jan 2026"),
                item("Service impact: Increased Error Rates", "ec2-us-east-1_1", "04 Jan 2026"),
                item("Service disruption: Connectivity", "s3-eu-west-1_3", "05 Jan 2026"),
                item("Informational message: Delays", "sqs-eu-west-1_1", "01 Jan 2025")));
        seen(bot.check("cloud://aws"), 2, "Service disruption: Connectivity (s3-eu-west-1)",
                "xService disruption: Connectivity (s3-eu-west-1)");
        seen(bot.check("cloud://aws", Map.of("only", "us-east-1,ap-south-1")), 0, "no incidents");
    }

    private static String item(String title, String guid, String day) {
        return "<item><title><![CDATA[%s]]></title><link>http://status.aws.amazon.com/</link><pubDate>Sun, %s 07:00:00 PST</pubDate>"
                .formatted(title, day)
                + "<guid isPermaLink=\"false\">http://status.aws.amazon.com/#" + guid
                + "</guid><description>x &amp; y</description></item>";
    }

    public void azuresFeedIsEmptyWhenAllIsWell(TestBot bot) {
        bot.http().answer(AZURE, 200,
                """
                        <rss xmlns:a10="http://www.w3.org/2005/Atom" version="2.0"><channel><title>Azure Status</title></channel></rss>""");
        seen(bot.check("cloud://azure"), 0, "no incidents");
        bot.http().answer(AZURE, 200,
                "<rss><channel><item><title>Networking - West Europe</title></item></channel></rss>");
        seen(bot.check("cloud://azure"), 1, "Networking - West Europe (Networking - West Europe)",
                "~Networking - West Europe (Networking - West Europe)");
    }

    public void aFeedThatIsNoneOrReachesForFilesIsAFailure(TestBot bot) {
        for (String body : List.of("no feed", "<html></html>", "<rss><channel>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a;</title></item></channel></rss>",
                "<rss><channel><item><title>&a;</title></item></channel></rss>")) {
            bot.http().answer(AWS, 200, body);
            is("The status page of aws cannot be read: it is no RSS feed",
                    bot.check("cloud://aws").failure().map(Phrase::toString).orElse(body));
        }
    }

    public void googlesIncidentsAreOpenUntilTheyEnd(TestBot bot) {
        String open =
                """
                        {"id":"a","number":"1","begin":"2026-01-05T06:00:00+00:00","external_desc":"Elevated latency","severity":"medium",
                        "status_impact":"SERVICE_DISRUPTION","affected_products":[{"title":"Cloud SQL","id":"h"}],
                        "currently_affected_locations":[{"title":"Belgium (europe-west1)","id":"europe-west1"}]}""";
        String over = open.replace("\"number\"", "\"end\":\"2026-01-05T07:00:00+00:00\",\"number\"");
        bot.http().answer(GOOGLE, 200, "[" + open + "," + over + "]");
        seen(bot.check("cloud://gcp"), 1, "Elevated latency (Cloud SQL, Belgium (europe-west1), europe-west1)",
                "~Elevated latency (Cloud SQL, Belgium (europe-west1), europe-west1)");
        seen(bot.check("cloud://gcp", Map.of("only", "us-central1")), 0, "no incidents");

        String told = ",\"updates\":[{\"text\":\"]} \\\"[{ \\\\\"},{\"text\":\"" + "x".repeat(100_000) + "\"}]}";
        String years = "[" + open + ("," + over.substring(0, over.length() - 1) + told).repeat(20);
        bot.http().answer(GOOGLE, 200, years.substring(0, 1_000_000));
        seen(bot.check("cloud://gcp", Map.of("only", "Cloud SQL")), 1,
                "Elevated latency (Cloud SQL, Belgium (europe-west1), europe-west1)",
                "~Elevated latency (Cloud SQL, Belgium (europe-west1), europe-west1)");
    }

    public void slackTellsOfOutagesIncidentsAndNotices(TestBot bot) {
        bot.http().answer(SLACK, 200,
                "{\"status\":\"ok\",\"active_incidents\":[],\"date_created\":\"2018-09-07T18:34:15-07:00\"}");
        seen(bot.check("cloud://slack"), 0, "no incidents");
        bot.http().answer(SLACK, 200,
                """
                        {"status":"active","active_incidents":[{"id":"546","title":"Slack\\u2019s email fails","type":"incident",
                        "status":"active","services":["Apps/Integrations/APIs"]},
                        {"id":"547","title":"Planned work","type":"maintenance","services":["Search"]}]}""");
        seen(bot.check("cloud://slack"), 1, "Slack\u2019s email fails (Apps/Integrations/APIs)",
                "~Slack\u2019s email fails (Apps/Integrations/APIs)", "vPlanned work (Search)");
    }

    public void whatIsNoStatusPageIsAFailure(TestBot bot) {
        failed(bot, 200, "<html>", "it is not JSON");
        failed(bot, 200, "{}", "not of the form that was expected");
        failed(bot, 503, "", "it answers 503");
        failed(bot, 200, "[".repeat(100_000), "it is not JSON");
        bot.http().answer(GOOGLE, 200, "{}");
        is("The status page of gcp cannot be read: it is not of the form that was expected",
                bot.check("cloud://gcp").failure().map(Phrase::toString).orElse(""));
    }

    private static void failed(TestBot bot, int status, String body, String why) {
        bot.http().answer(GITHUB, status, body);
        String failure = bot.check("cloud://github").failure().map(Phrase::toString).orElse("");
        if (!failure.startsWith("The status page of github cannot be read: ") || !failure.contains(why)) {
            throw new AssertionError(failure);
        }
    }

    public void hostileTextsAreCut(TestBot bot) {
        bot.http().answer(GITHUB, 200,
                summary("minor", "", incident("a\\n".repeat(10_000), "minor", "x".repeat(10_000))));
        Result result = bot.check("cloud://github");
        if (result.findings().getFirst().text().length() > 303 || result.statusText().length() > 303) {
            throw new AssertionError("it is " + result.statusText().length() + " characters long");
        }
    }

    public void saysAllAtOnce(TestBot bot) {
        bot.config("providers", "github, slack, status.example.com");
        bot.config("addresses", "slack=https://mirror.example.com/slack");
        bot.http().answer(GITHUB, 200, summary("minor", "", incident("Slow runs", "minor", "ctions")));
        bot.http().answer("GET https://mirror.example.com/slack", 200, "{\"status\":\"ok\",\"active_incidents\":[]}");
        bot.http().answer("GET https://status.example.com/api/v2/summary.json", 404, "");
        bot.dialogue(
                """
                        > cloud status
                        DEGRADED  github
                          Slow runs (Actions)
                        UP  slack
                        UNKNOWN  status.example.com  its status page cannot be read: it answers 404
                        > cloud status slack
                        UP  slack
                        > cloud status gihub
                        "gihub" is no provider; known are aws, azure, cloudflare, digitalocean, discord, gcp, github, npm, slack, twilio, and the hosts of pages made with Statuspage, such as status.example.com.
                        """);
    }

    /** Findings begin with v for good, ~ for a warning, x for bad. */
    private static void seen(Result result, int status, String words, String... findings) {
        result.failure().ifPresent(why -> {
            throw new AssertionError(why.toString());
        });
        is(status, result.status().orElse(-1));
        is(words, result.statusText());
        is(List.of(findings), result.findings().stream()
                .map(line -> (line.passed() ? "v" : line.warning() ? "~" : "x") + line.text())
                .toList());
    }

    private static void is(Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new AssertionError(found + " in place of " + wanted);
        }
    }
}
