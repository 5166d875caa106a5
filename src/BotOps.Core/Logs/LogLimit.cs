using Npgsql;

namespace BotOps.Core.Logs;

/// <summary>Keeps the beginning and the end of a log that grew too long, under its row's lock.</summary>
static class LogLimit
{
    /// <summary>
    /// The beginning is what is contiguous from line 1 and fits half of the limit. A sixteenth more than needed is left out,
    /// so that this is done rarely.
    /// </summary>
    const string LeaveOut =
        """
        with chunk as (
            select first_line, lines, octet_length(text) as bytes, sum(octet_length(text)) over upwards as upto,
                first_line = 1 + sum(lines) over upwards - lines as contiguous
            from botops.log_chunks where log_id = @log window upwards as (order by first_line)
        ), tail as (
            select first_line, lines, bytes, sum(bytes) over (order by first_line) as upto, max(first_line) over () as newest
            from chunk where not (contiguous and upto <= @head)
        ), gone as (
            delete from botops.log_chunks c using tail t
            where c.log_id = @log and c.first_line = t.first_line and t.upto - t.bytes < @excess and t.first_line < t.newest
            returning t.bytes, t.lines
        ), total as (select sum(bytes) as bytes, sum(lines) as lines from gone)
        update botops.logs set bytes = logs.bytes - total.bytes, dropped = dropped + total.lines from total where id = @log and total.lines is not null
        """;

    public static async Task Apply(NpgsqlConnection connection, long log, long bytes, long limit, CancellationToken stopping)
    {
        await using var leaveOut = new NpgsqlCommand(LeaveOut, connection)
        {
            Parameters = { new("log", log), new("head", limit / 2), new("excess", bytes - limit + limit / 16) },
        };
        await leaveOut.ExecuteNonQueryAsync(stopping);
    }
}
