package io.tocsin.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What somebody wrote, and what they are told. */
class BadConditionsTest {

    private static final long SEED = 2_112;
    private static final int ROUNDS = 5_000;
    private static final String SIGNS = "[]().,*?\\\"'{}<>=! 0x9s-_aB\u00e9\t";

    /** A condition, and below it the message. */
    private static final String TABLE =
            """
                    warn:
                    A condition is empty; write one such as [STATUS] < 400
                    [STATUS]
                    "[STATUS]" has no comparison; write one of == != < <= > >= with a space on both sides, such as [STATUS] < 400
                    [STATUS]==200
                    "[STATUS]==200" lacks a space around ==; write [STATUS] == 200
                    [STATUS] <400
                    "[STATUS] <400" lacks a space around <; write [STATUS] < 400
                    [STATUS]<400
                    "[STATUS]<400" lacks a space around <; write [STATUS] < 400
                    [STATUS] = 200
                    "[STATUS] = 200" compares with =; write [STATUS] == 200
                    [STATUS] =< 200
                    "[STATUS] =< 200" has no comparison; write one of == != < <= > >= with a space on both sides, such as [STATUS] < 400
                    [STATUS] ? 200
                    "[STATUS] ? 200" has no comparison; write one of == != < <= > >= with a space on both sides, such as [STATUS] < 400
                    [STATUS] ==
                    "[STATUS] ==" has nothing on one side of ==; write a value on both, such as [STATUS] < 400
                    == 200
                    "== 200" has nothing on one side of ==; write a value on both, such as [STATUS] < 400
                    [STATUS] == 200 == 404
                    "[STATUS] == 200 == 404" has two comparisons, == and ==; write a condition for each. A text with a comparison in it goes into pat(...)
                    [STATUS] == 200 and [BODY] == x
                    "[STATUS] == 200 and [BODY] == x" has two comparisons, == and ==; write a condition for each. A text with a comparison in it goes into pat(...)
                    [STATUS] == 200 || 201
                    "200 || 201" is no status in "[STATUS] == 200 || 201"; write a number such as 200, any(200, 204) or pat(2*)
                    [STATSU] == 200
                    There is no [STATSU], which stands in "[STATSU] == 200". Did you mean [STATUS]?
                    [statsu] == 200
                    There is no [statsu], which stands in "[statsu] == 200". Did you mean [STATUS]?
                    [CODE] == 200
                    There is no [CODE], which stands in "[CODE] == 200"; there are [STATUS], [RESPONSE_TIME], [DNS_TIME], [CONNECT_TIME], [TLS_TIME], [FIRST_BYTE_TIME], [DOWNLOAD_TIME], [IP], [BODY], [METRIC], [CONNECTED], [CERTIFICATE_EXPIRATION], [DOMAIN_EXPIRATION], [DNS_RCODE]
                    [RESPONSETIME] < 5
                    There is no [RESPONSETIME], which stands in "[RESPONSETIME] < 5". Did you mean [RESPONSE_TIME]?
                    [RESPONSE TIME] < 500
                    There is no [RESPONSE TIME], which stands in "[RESPONSE TIME] < 500". Did you mean [RESPONSE_TIME]?
                    [BODY.name] == x
                    "[BODY.name]" in "[BODY.name] == x" has its path inside the brackets; write [BODY].name
                    status == 200
                    In "status == 200" nothing is looked at; for what the check saw, write status as [STATUS]
                    body.name == John
                    In "body.name == John" nothing is looked at; for what the check saw, write body as [BODY]
                    $.status == UP
                    In "$.status == UP" nothing is looked at; write $.status as [BODY].status
                    STATUS] == 200
                    In "STATUS] == 200" nothing is looked at; for what the check saw, write STATUS as [STATUS]
                    [STATUS == 200
                    "[STATUS" lacks its closing ] in "[STATUS == 200"; write it such as [STATUS]
                    ![STATUS] == 200
                    "![STATUS] == 200" has "!" before [STATUS]; write [STATUS] alone on its side
                    warning: [STATUS] == 200
                    "warning: [STATUS] == 200" has "warning: " before [STATUS]; write [STATUS] alone on its side
                    [STATUS] == 4xx
                    "4xx" is no status in "[STATUS] == 4xx"; write a number such as 200, any(200, 204) or pat(2*)
                    [STATUS] == 30x
                    "30x" is no status in "[STATUS] == 30x"; write a number such as 200, any(200, 204) or pat(2*)
                    [RESPONSE_TIME] < abc
                    "abc" in "[RESPONSE_TIME] < abc" is neither a number nor a length of time; write one such as 500, 500ms, 48h or 30d
                    [RESPONSE_TIME] < 30x
                    "30x" in "[RESPONSE_TIME] < 30x" is neither a number nor a length of time; the units are ms, s, m, h, d and w, such as 500ms, 48h or 30d
                    [RESPONSE_TIME] == fast
                    "fast" in "[RESPONSE_TIME] == fast" is neither a number nor a length of time; the units are ms, s, m, h, d and w, such as 500ms, 48h or 30d
                    [CERTIFICATE_EXPIRATION] > 3 months
                    "3 months" in "[CERTIFICATE_EXPIRATION] > 3 months" is neither a number nor a length of time; the units are ms, s, m, h, d and w, such as 500ms, 48h or 30d
                    [STATUS] < 5s
                    "5s" is a length of time, but [STATUS] is a plain number in "[STATUS] < 5s"; write a number
                    len([BODY].data) < 5s
                    "5s" is a length of time, but len([BODY].data) is a plain number in "len([BODY].data) < 5s"; write a number
                    len([BODY].data < 5
                    "len([BODY].data" has a parenthesis too many or too few in "len([BODY].data < 5"; write it such as len([BODY].items)
                    len([BODY].data)) < 5
                    "len([BODY].data))" has a parenthesis too many or too few in "len([BODY].data)) < 5"; write it such as len([BODY].items)
                    [BODY].data) < 5
                    The key "data)" in "[BODY].data) < 5" has a bracket or parenthesis too many; if it belongs to the key, write ["data)"]
                    len(abc) == 3
                    "len(abc)" wants a placeholder inside, not "abc", in "len(abc) == 3"; write it such as len([BODY].items)
                    len() == 3
                    "len()" has nothing inside in "len() == 3"; write it such as len([BODY].items), has([BODY].error), pat(ok*) or any(200, 204)
                    has(STATUS) == true
                    "has(STATUS)" wants a placeholder inside, not "STATUS", in "has(STATUS) == true"; write it such as len([BODY].items)
                    has([BODY].x) == yes
                    "yes" can never be has([BODY].x) in "has([BODY].x) == yes"; write true or false
                    [CONNECTED] == yes
                    "yes" can never be [CONNECTED] in "[CONNECTED] == yes"; write true or false
                    [CONNECTED] > 0
                    [CONNECTED] is not a number, so it cannot be compared with > in "[CONNECTED] > 0"; write == or !=
                    [IP] < 10
                    [IP] is not a number, so it cannot be compared with < in "[IP] < 10"; write == or !=
                    [STATUS].code == 200
                    [STATUS] has no parts, so ".code" cannot follow it in "[STATUS].code == 200"; write [STATUS] alone
                    [BODY]name == x
                    "name" cannot follow where it stands in "[BODY]name == x"; a path goes on with .key or [0], such as [BODY].items[0].name
                    [BODY]. == x
                    The path "." in "[BODY]. == x" has an empty key; write it such as .items[0].name
                    [BODY].a..b == x
                    The path ".a..b" in "[BODY].a..b == x" has an empty key; write it such as .items[0].name
                    [BODY].a[x] == 1
                    "[x]" in "[BODY].a[x] == 1" is no place in a list; write a whole number from 0 in brackets, such as [0]
                    [BODY].a[-1] == 1
                    "[-1]" in "[BODY].a[-1] == 1" is no place in a list; write a whole number from 0 in brackets, such as [0]
                    [BODY].items[*].id == 1
                    "[*]" in "[BODY].items[*].id == 1" is no place in a list; write a whole number from 0 in brackets, such as [0]
                    [BODY]["a == x
                    The path "["a" in "[BODY]["a == x" has a quoted key without its end; write it such as ["a.b"]
                    length([BODY].data) < 10
                    There is no function length, which stands in "length([BODY].data) < 10". Did you mean len([BODY].data)?
                    LEN([BODY].data) < 10
                    There is no function LEN, which stands in "LEN([BODY].data) < 10". Did you mean len([BODY].data)?
                    sum([BODY].data) < 10
                    There is no function sum, which stands in "sum([BODY].data) < 10"; there are len, has, pat and any
                    regex([BODY]) == x
                    There is no function regex, which stands in "regex([BODY]) == x"; there are len, has, pat and any
                    [BODY] == contains(ok)
                    There is no function contains, which stands in "[BODY] == contains(ok)". Did you mean pat(*ok*)?
                    [BODY] == Pat(ok*)
                    There is no function Pat, which stands in "[BODY] == Pat(ok*)". Did you mean pat(ok*)?
                    [BODY] == pat(*[ok*)
                    The pattern "*[ok*" has a [ without a class after it, such as [a-z]; for the sign itself write \\[
                    [BODY] == pat(ok\\)
                    The pattern "ok\\" ends in a backslash; for the sign itself write \\\\
                    [BODY] == pat(ok
                    "pat(ok" has a parenthesis too many or too few in "[BODY] == pat(ok"; write it such as len([BODY].items)
                    [BODY] == any(a,,b)
                    "any(a,,b)" has an empty value between its commas; write it such as any(200, 204)
                    [STATUS] == any(200, 4xx)
                    "4xx" is no status in "[STATUS] == any(200, 4xx)"; write a number such as 200, any(200, 204) or pat(2*)
                    [STATUS] == any(200, pat(4*))
                    "any(200, pat(4*))" takes plain values, not "pat(4*)"; write a condition for that alone
                    pat(a*) == any(b, c)
                    "pat(a*) == any(b, c)" has pat(...) or any(...) on both sides; write what is looked at on one of them, such as [BODY].name
                    [BODY] < pat(4*)
                    "pat(4*)" cannot be compared with < in "[BODY] < pat(4*)"; write == or !=
                    [BODY] == a > b
                    "[BODY] == a > b" has two comparisons, == and >; write a condition for each. A text with a comparison in it goes into pat(...)
                    [CONTEXT] == 5
                    [CONTEXT] in "[CONTEXT] == 5" needs the name of a value, such as [CONTEXT].user
                    [prod] == x
                    There is no [prod], which stands in "[prod] == x"; there are [STATUS], [RESPONSE_TIME], [DNS_TIME], [CONNECT_TIME], [TLS_TIME], [FIRST_BYTE_TIME], [DOWNLOAD_TIME], [IP], [BODY], [METRIC], [CONNECTED], [CERTIFICATE_EXPIRATION], [DOMAIN_EXPIRATION], [DNS_RCODE]
                    [BODY] > abc
                    "abc" in "[BODY] > abc" is neither a number nor a length of time; write one such as 500, 500ms, 48h or 30d
                    [BODY].v > 1e9999999999
                    "1e9999999999" in "[BODY].v > 1e9999999999" is neither a number nor a length of time; the units are ms, s, m, h, d and w, such as 500ms, 48h or 30d
                    len(len([BODY])) == 5
                    "len(len([BODY]))" wants a placeholder inside, not "len([BODY])", in "len(len([BODY])) == 5"; write it such as len([BODY].items)
                    [STATUS] == [STATSU]
                    There is no [STATSU], which stands in "[STATUS] == [STATSU]". Did you mean [STATUS]?
                    """;

    @TestFactory
    Stream<DynamicTest> eachIsToldWhatIsWrongAndWhatWouldBeRight() {
        Iterator<String> lines = Arrays.asList(TABLE.split("\n")).iterator();
        Stream.Builder<DynamicTest> tests = Stream.builder();
        while (lines.hasNext()) {
            String condition = lines.next();
            String message = lines.next();
            tests.add(DynamicTest.dynamicTest(
                    condition, () -> assertThat(refusal(condition)).isEqualTo(message)));
        }
        return tests.build();
    }

    @Test
    void nothingAtAllIsRefused() {
        assertThat(refusal(" \t ")).isEqualTo("A condition is empty; write one such as [STATUS] < 400");
    }

    @Test
    void anEndlessOneIsRefused() {
        assertThat(refusal("[BODY] == " + "x".repeat(5_000)))
                .isEqualTo("The condition that begins with \"[BODY] == xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\""
                        + " is longer than 1,000 characters; write several shorter ones");
    }

    @Test
    void whateverIsWrittenIsReadOrRefusedInWords() {
        Random random = new Random(SEED);
        String[] lines = TABLE.split("\n");
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(lines[2 * random.nextInt(lines.length / 2)]);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int place = random.nextInt(text.length() + 1);
                text.insert(place, SIGNS.charAt(random.nextInt(SIGNS.length())));
                text.deleteCharAt(random.nextInt(text.length()));
            }
            assertThat(outcome(text.toString())).as("seed %d: %s", SEED, text).isNotBlank();
        }
    }

    private static String outcome(String text) {
        try {
            return Condition.parse(text)
                    .evaluate(FakeObservation.body("{\"data\":[1]}"))
                    .shown();
        } catch (Refusal refusal) {
            return Catalogue.english().say(refusal.phrase());
        }
    }

    private static String refusal(String condition) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> Condition.parse(condition));
        assertThat(refusal).as(condition).isNotNull();
        return Catalogue.english().say(refusal.phrase());
    }
}
