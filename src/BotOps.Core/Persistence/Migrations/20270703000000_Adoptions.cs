using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before cannot read the kind of a release that took down what ran: adopt when every machine has this version.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270703000000_Adoptions")]
public sealed class Adoptions : Migration
{
    static readonly string[] Columns = ["adopt", "adopted"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var column in Columns) migrationBuilder.AddColumn<string>(name: column, schema: "botops", table: "environments", type: "jsonb", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var column in Columns) migrationBuilder.DropColumn(name: column, schema: "botops", table: "environments");
    }
}
