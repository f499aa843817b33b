package io.tocsin.status;

import io.tocsin.db.Tx;
import java.util.List;

/** Erases all that is known of a monitor's checks, a little at a time, so that no change waits long. */
public final class Erasing {

    private static final int AT_ONCE = 500;
    private static final List<String> STATEMENTS = List.of(
            "delete from sample where monitor_id = ? and minute in"
                    + " (select minute from sample where monitor_id = ? order by minute limit ?)",
            "delete from sample_hour where monitor_id = ? and hour in"
                    + " (select hour from sample_hour where monitor_id = ? order by hour limit ?)",
            "delete from raw_result where monitor_id = ? and id in"
                    + " (select id from raw_result where monitor_id = ? order by at limit ?)",
            "delete from transition where monitor_id = ? and id in"
                    + " (select id from transition where monitor_id = ? order by at limit ?)");

    private Erasing() {}

    /** Erases some, and answers how many rows; none is left when that is none. */
    public static int some(Tx tx, String monitorId) {
        for (String statement : STATEMENTS) {
            int erased = tx.update(statement, monitorId, monitorId, AT_ONCE);
            if (erased > 0) {
                return erased;
            }
        }
        return 0;
    }
}
