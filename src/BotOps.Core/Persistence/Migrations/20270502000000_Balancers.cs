using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before takes no traffic from hosts: it neither reads nor writes what is in front of them.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270502000000_Balancers")]
public sealed class Balancers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(name: "balancer", schema: "botops", table: "environments", type: "jsonb", nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropColumn(name: "balancer", schema: "botops", table: "environments");
}
