using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>A post of unknown outcome is looked up before it is made again.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270301000000_TriedPosts")]
public sealed class TriedPosts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<DateTimeOffset>("tried_at", "outbox", "timestamp with time zone", schema: "botops", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("tried_at", "outbox", "botops");
}
