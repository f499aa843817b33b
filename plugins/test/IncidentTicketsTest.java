import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** Against what GitHub and Jira document that they answer. */
public class IncidentTicketsTest implements PluginTest {

    private static final String GITHUB = "https://api.github.com/repos/acme/shop/issues";
    private static final String JIRA = "https://acme.atlassian.net/rest/api/3/issue";
    private static final String MARK = "tocsin-42-1767600000";

    private static TestBot github(TestBot bot) {
        bot.http().answer("POST " + GITHUB, 201, "{\"number\": 17}");
        return bot.config("tracker", "github").config("repository", "acme/shop").config("token", "ghp_sesame")
                .config("room", "ops");
    }

    private static TestBot jira(TestBot bot) {
        bot.http().answer("POST " + JIRA, 201,
                "{\"id\": \"10000\", \"key\": \"OPS-24\", \"self\": \"" + JIRA + "/10000\"}");
        return bot.config("tracker", "jira").config("url", "https://acme.atlassian.net/").config("project", "OPS")
                .config("user", "ana@example.com").config("token", "sesame").config("room", "ops");
    }

    private static Event.Trouble trouble(long number, String monitor) {
        return new Event.Trouble(number, monitor, "", List.of("web"), "https://shop.example.com", "503 @everyone ```",
                Instant.parse("2026-01-05T08:00:00Z"),
                List.of(new Message.ConditionLine(false, false, "[STATUS] (503) == 200")));
    }

    private static void down(TestBot bot) {
        bot.happened(new Event.Down(bot.now(), trouble(42, "shop")));
    }

    private static void recovered(TestBot bot) {
        bot.happened(new Event.Recovered(bot.now(), trouble(42, "shop"), Duration.ofSeconds(252)));
    }

    private static Watched shop(String state, Optional<Event.Muted> muted) {
        return new Watched("shop", "", List.of(), "https://shop.example.com", state, Optional.empty(), Optional.empty(),
                muted);
    }

    private static Json body(TestBot bot, int request) {
        return Json.parse(bot.http().requests().get(request).body());
    }

    public void asksGitHubAsItIsDocumented(TestBot bot) {
        down(github(bot).config("labels", "incident, prod"));
        Http.Request asked = bot.http().requests().getFirst();
        assert asked.headers()
                .equals(Map.of("Accept", "application/vnd.github+json", "Authorization", "Bearer ghp_sesame",
                        "Content-Type", "application/json", "X-GitHub-Api-Version", "2022-11-28"))
                : asked;
        assert body(bot, 0).fields().keySet().equals(Set.of("title", "body", "labels")) : asked.body();
        assert body(bot, 0).at("title").text().equals("DOWN shop: 503 @everyone ```");
        assert body(bot, 0).at("labels").list().stream().map(Json::text).toList().equals(List.of("incident", "prod"));
        assert body(bot, 0).at("body").text().equals("    shop  https://shop.example.com\n    503 @everyone ```\n"
                + "    since 2026-01-05T08:00:00Z\n    x [STATUS] (503) == 200\n\n" + MARK)
                : body(bot, 0).at("body").text();
        bot.expectSent("ops", "Incident #42 (shop) has an issue: acme/shop#17");
    }

    public void opensOneIssueForAnIncident(TestBot bot) {
        down(github(bot).watched(shop("DOWN", Optional.empty())));
        bot.pass(Duration.ofMinutes(5));
        bot.restart();
        down(bot);
        bot.pass(Duration.ofMinutes(5));
        assert bot.http().asked().equals(List.of("POST " + GITHUB)) : bot.http().asked();
    }

    public void saysWhenItIsWellAgain(TestBot bot) {
        bot.http().answer("POST " + GITHUB + "/17/comments", 201, "{}").answer("PATCH " + GITHUB + "/17", 200, "{}");
        down(github(bot).config("close", "true"));
        bot.restart();
        recovered(bot);
        bot.pass(Duration.ofMinutes(1));
        assert bot.http().asked()
                .equals(List.of("POST " + GITHUB, "POST " + GITHUB + "/17/comments", "PATCH " + GITHUB + "/17"))
                : bot.http().asked();
        assert bot.http().requests().get(1).body().equals("{\"body\":\"Well again after 4 min 12 s.\"}");
        assert body(bot, 2).at("state").text().equals("closed")
                && body(bot, 2).at("state_reason").text().equals("completed");
    }

    public void asksJiraAsItIsDocumented(TestBot bot) {
        String issue = JIRA + "/OPS-24";
        bot.http().answer("POST " + issue + "/comment", 201, "{}").answer("POST " + issue + "/transitions", 204, "")
                .answer("GET " + issue + "/transitions", 200,
                        "{\"transitions\": [{\"id\": \"11\", \"name\": \"To Do\"}, {\"id\": \"31\", \"name\": \"Done\"}]}");
        down(jira(bot).config("close", "true"));
        recovered(bot);
        bot.pass(Duration.ofMinutes(1));
        assert bot.http().asked()
                .equals(List.of("POST " + JIRA, "POST " + issue + "/comment", "GET " + issue + "/transitions",
                        "POST " + issue + "/transitions"))
                : bot.http().asked();
        String basic = "Basic "
                + Base64.getEncoder().encodeToString("ana@example.com:sesame".getBytes(StandardCharsets.UTF_8));
        assert bot.http().requests().getFirst().headers().equals(Map.of(
                "Accept", "application/json", "Content-Type", "application/json", "Authorization", basic));
        Json fields = body(bot, 0).at("fields");
        assert fields.at("project", "key").text().equals("OPS") && fields.at("issuetype", "name").text().equals("Task");
        assert fields.at("summary").text().equals("DOWN shop: 503 @everyone ```");
        assert fields.at("labels").toString().equals("[\"incident\",\"" + MARK + "\"]") : fields;
        Json document = fields.at("description");
        assert document.at("type").text().equals("doc") && document.at("version").text().equals("1") : document;
        Json block = document.at("content").list().getFirst();
        assert block.at("type").text().equals("codeBlock") : block;
        assert block.at("content").list().getFirst().at("text").text().startsWith("shop  https://shop.example.com\n503")
                : block;
        assert body(bot, 1).at("body", "type").text().equals("doc");
        assert bot.http().requests().get(3).body().equals("{\"transition\":{\"id\":\"31\"}}");
        bot.expectSent("ops", "Incident #42 (shop) has an issue: https://acme.atlassian.net/browse/OPS-24");
        bot.expectNothingSent("ops");
    }

    public void waitsAsLongAsItIsAskedTo(TestBot bot) {
        github(bot).http().answer("POST " + GITHUB, new Http.Answer(429, Map.of("retry-after", "600"),
                "{\"message\": \"You have exceeded a secondary rate limit\"}"));
        bot.http().answer("GET " + GITHUB + "?state=all&sort=created&direction=desc&per_page=50", 200, "[]");
        down(bot);
        bot.expectSent("ops", "POST /repos/acme/shop/issues is answered with 429 "
                + "{\"message\": \"You have exceeded a secondary rate limit\"}. I try again.");
        bot.pass(Duration.ofSeconds(599));
        assert bot.http().asked().size() == 1 : bot.http().asked();
        bot.http().answer("POST " + GITHUB, 201, "{\"number\": 17}");
        bot.pass(Duration.ofSeconds(11));
        bot.expectSent("ops", "Incident #42 (shop) has an issue: acme/shop#17");
        bot.expectSent("ops", "Issues are opened again.");
        bot.expectNothingSent("ops");
    }

    public void waitsForGitHubsLimitToEnd(TestBot bot) {
        String reset = String.valueOf(bot.now().plusSeconds(1_200).getEpochSecond());
        github(bot).http().answer("POST " + GITHUB,
                new Http.Answer(403, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset",
                        reset), "{\"message\": \"API rate limit exceeded\"}"));
        down(bot);
        bot.pass(Duration.ofSeconds(1_199));
        assert bot.http().asked().size() == 1 : bot.http().asked();
    }

    public void anAnswerThatWasLostMakesNoSecondIssue(TestBot bot) {
        github(bot).http().fail("POST " + GITHUB)
                .answer("GET " + GITHUB + "?state=all&sort=created&direction=desc&per_page=50", 200,
                        "[{\"number\": 18, \"body\": null}, {\"number\": 17, \"body\": \"...\\n\\n" + MARK + "\"}]");
        bot.watched(shop("DOWN", Optional.empty()));
        down(bot);
        bot.restart();
        bot.pass(Duration.ofMinutes(2));
        assert bot.http().asked().stream().filter(("POST " + GITHUB)::equals).count() == 1 : bot.http().asked();
        assert bot.sent("ops").getLast().equals("Incident #42 (shop) has an issue: acme/shop#17") : bot.sent("ops");
    }

    public void tellsOfErrorsOnceAndWithoutTheToken(TestBot bot) {
        github(bot).http().answer("POST " + GITHUB, 401, "{\"message\": \"Bad credentials\"}")
                .answer("GET " + GITHUB + "?state=all&sort=created&direction=desc&per_page=50", 401,
                        "{\"message\": \"Bad credentials\"}");
        down(bot);
        bot.pass(Duration.ofHours(2));
        assert bot.sent("ops").size() == 2
                && bot.sent("ops").getFirst().contains("401 {\"message\": \"Bad credentials\"}") : bot.sent("ops");
        assert bot.http().asked().size() < 20 : bot.http().asked().size();
        assert !bot.sent("ops").toString().contains("sesame");
    }

    public void whatIsRefusedIsGivenUpAndDoesNotHoldUpOthers(TestBot bot) {
        jira(bot).http().answer("POST " + JIRA, 400,
                "{\"errorMessages\": [], \"errors\": {\"issuetype\": \"Specify a valid type\"}}");
        down(bot);
        bot.expectSent("ops", "POST /rest/api/3/issue is answered with 400 "
                + "{\"errorMessages\": [], \"errors\": {\"issuetype\": \"Specify a valid type\"}}. "
                + "Incident #42 (shop) is left at that.");
        bot.http().answer("POST " + JIRA, 201, "{\"key\": \"OPS-24\"}");
        bot.happened(new Event.Down(bot.now(), trouble(43, "billing")));
        bot.expectSent("ops", "Incident #43 (billing) has an issue: https://acme.atlassian.net/browse/OPS-24");
        assert bot.http().asked().size() == 2 : bot.http().asked();
    }

    public void aMutedIncidentWaitsForTheEndOfTheMute(TestBot bot) {
        Event.Muted mute = new Event.Muted(bot.now(), "shop", new Person("test:ana", "ana"), Optional.empty(), "");
        down(github(bot).watched(shop("DOWN", Optional.of(mute))));
        bot.pass(Duration.ofMinutes(5));
        assert bot.http().asked().isEmpty();
        bot.watched(shop("DOWN", Optional.empty())).pass(Duration.ofSeconds(10));
        assert bot.http().asked().size() == 1;
    }

    public void aMutedIncidentThatIsOverHasNone(TestBot bot) {
        Event.Muted mute = new Event.Muted(bot.now(), "shop", new Person("test:ana", "ana"), Optional.empty(), "");
        down(github(bot).watched(shop("DOWN", Optional.of(mute))));
        recovered(bot);
        bot.watched(shop("UP", Optional.empty())).pass(Duration.ofMinutes(5));
        assert bot.http().asked().isEmpty() : bot.http().asked();
    }

    public void whatEndedWhileNobodyLookedIsClosed(TestBot bot) {
        bot.http().answer("POST " + GITHUB + "/17/comments", 201, "{}");
        down(github(bot).watched(shop("DOWN", Optional.empty())));
        bot.watched(shop("UP", Optional.empty())).restart();
        bot.pass(Duration.ofSeconds(10));
        assert bot.http().requests().getLast().body().equals("{\"body\":\"It is UP.\"}") : bot.http().asked();
    }

    public void opensSoManyAnHour(TestBot bot) {
        github(bot).config("per-hour", "3").start();
        for (int i = 1; i <= 5; i++) {
            bot.happened(new Event.Down(bot.now(), trouble(i, "m" + i)));
        }
        bot.pass(Duration.ofMinutes(50));
        assert bot.http().asked().size() == 3 : bot.http().asked();
        bot.pass(Duration.ofMinutes(11));
        assert bot.http().asked().size() == 5 : bot.http().asked();
    }

    public void onlyWhatIsNamed(TestBot bot) {
        down(github(bot).config("only", "billing, db"));
        assert bot.http().asked().isEmpty();
        bot.happened(new Event.Down(bot.now(), trouble(43, "billing")));
        assert bot.http().asked().size() == 1;
    }

    public void doesNothingUntilItIsConfigured(TestBot bot) {
        down(bot);
        bot.pass(Duration.ofMinutes(1));
        bot.expectNothingSent("console");
    }
}
