using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before enqueues a job without a row; the jobs of this version it cannot run, and a worker of this version takes them up.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270701000000_BalancerOrders")]
public sealed class BalancerOrders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "balancer_orders",
            schema: "botops",
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                environment_id = table.Column<int>(type: "integer", nullable: false),
                host = table.Column<string>(type: "text", nullable: true),
                typed_in = table.Column<string>(type: "text", nullable: true),
                at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                worker = table.Column<string>(type: "text", nullable: true),
                lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_balancer_orders", x => x.id);
                table.ForeignKey("fk_balancer_orders_environments_environment_id", x => x.environment_id, "environments", "id", principalSchema: "botops", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_balancer_orders_environment_id", "balancer_orders", "environment_id", "botops");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "balancer_orders", schema: "botops");
}
