package io.tocsin.bundled.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * How one logs in.
 *
 * @param database empty for the one that is called like the user
 * @param user empty for the one that is called like the bot's own
 * @param authorities a PEM file; empty for those of this Java
 */
record Access(String database, String user, String password, Tls tls, String authorities) {

    /** In the driver's words. */
    enum Tls {
        DISABLE,
        REQUIRE,
        VERIFY_FULL;

        String mode() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Driver DRIVER = new Driver();

    /** @param server such as {@code db.example.com:5432} */
    Connection open(String server, Duration limit) throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "tocsin check");
        properties.setProperty("sslmode", tls.mode());
        properties.setProperty("gssEncMode", "disable");
        if (!authorities.isEmpty()) {
            properties.setProperty("sslrootcert", authorities);
        } else if (tls == Tls.VERIFY_FULL) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        // finer it cannot; the thread is interrupted at the limit
        String seconds = String.valueOf(limit.toSeconds() + 1);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        Connection connection = DRIVER.connect("jdbc:postgresql://" + server + "/" + database, properties);
        if (connection == null) {
            throw new SQLException("the driver does not take " + server);
        }
        return connection;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Access[" + user + " at " + database + ", " + tls + "]";
    }
}
