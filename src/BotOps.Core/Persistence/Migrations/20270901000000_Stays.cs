using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before buys hosts without an end, and leaves it to others to give them back.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270901000000_Stays")]
public sealed class Stays : Migration
{
    const string Moment = "timestamp with time zone";
    static readonly (string Name, string Type)[] Columns =
    [
        ("until", Moment), ("zone", "text"), ("net", Moment), ("announced_at", Moment), ("net_asked_at", Moment), ("back_by", "bigint"), ("keeping", "jsonb"), ("keep_tried_at", Moment),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (name, type) in Columns) migrationBuilder.AddColumn<string>(name: name, schema: "botops", table: "scale_orders", type: type, nullable: true);
        migrationBuilder.AddColumn<int>(name: "announced", schema: "botops", table: "scale_orders", type: "integer", nullable: false, defaultValue: 0);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var (name, _) in Columns) migrationBuilder.DropColumn(name: name, schema: "botops", table: "scale_orders");
        migrationBuilder.DropColumn(name: "announced", schema: "botops", table: "scale_orders");
    }
}
