using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>
/// Tables tell of themselves: whoever writes a row that somebody waits for cannot forget to wake them, and PostgreSQL sends
/// the word when the transaction commits, not before. What may never change is refused here too.
/// </summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270101000000_Notify")]
public sealed class Notify : Migration
{
    static readonly (string Table, string Events, string Channel)[] Told =
    [
        ("inbox", "insert", Notifications.Inbox),
        ("outbox", "insert or update of wanted", Notifications.Outbox),
        ("controls", "insert", Notifications.Control),
        ("builds", "update of cancel_requested", Notifications.Builds),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            create function botops.tell() returns trigger language plpgsql as $$
            begin
                perform pg_notify(tg_argv[0], '');
                return null;
            end $$;

            create function botops.refuse() returns trigger language plpgsql as $$
            begin
                raise exception '% is never changed', tg_table_name;
            end $$;
            create trigger never_changed before update or delete on botops.audit for each statement execute function botops.refuse();
            """);
        foreach (var (table, events, channel) in Told)
            migrationBuilder.Sql($"create trigger told after {events} on botops.{table} for each statement execute function botops.tell('{channel}');");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var (table, _, _) in Told) migrationBuilder.Sql($"drop trigger told on botops.{table};");
        migrationBuilder.Sql("drop trigger never_changed on botops.audit; drop function botops.refuse(); drop function botops.tell();");
    }
}
