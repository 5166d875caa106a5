using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before begins no campaign that waits; scale orders of one that has begun are orders like others to it, with a card of their own.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20271001000000_Campaigns")]
public sealed class Campaigns : Migration
{
    const string Schema = "botops", Moment = "timestamp with time zone";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "campaigns",
            schema: Schema,
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                name = table.Column<string>(type: "text", nullable: false),
                settings = table.Column<string>(type: "jsonb", nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_campaigns", x => x.id));
        migrationBuilder.CreateIndex("ix_campaigns_name", "campaigns", "name", Schema, unique: true);
        migrationBuilder.CreateTable(
            name: "campaign_orders",
            schema: Schema,
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('botops.releases_id_seq')"),
                name = table.Column<string>(type: "text", nullable: false),
                direction = table.Column<string>(type: "text", nullable: false),
                requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                state = table.Column<string>(type: "text", nullable: false),
                plan = table.Column<string>(type: "jsonb", nullable: false),
                note = table.Column<string>(type: "text", nullable: true),
                approvals_needed = table.Column<int>(type: "integer", nullable: false),
                approvals = table.Column<string>(type: "jsonb", nullable: false),
                history = table.Column<string>(type: "jsonb", nullable: false),
                created_at = table.Column<DateTimeOffset>(type: Moment, nullable: false),
                expires_at = table.Column<DateTimeOffset>(type: Moment, nullable: false),
                begins_at = table.Column<DateTimeOffset>(type: Moment, nullable: false),
                checked_at = table.Column<DateTimeOffset>(type: Moment, nullable: true),
                check_problem = table.Column<string>(type: "text", nullable: true),
                tried_at = table.Column<DateTimeOffset>(type: Moment, nullable: true),
                reason = table.Column<string>(type: "text", nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_campaign_orders", x => x.id);
                table.ForeignKey("fk_campaign_orders_persons_requested_by", x => x.requested_by, "persons", "id", principalSchema: Schema, onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_campaign_orders_name", "campaign_orders", "name", Schema);
        migrationBuilder.CreateIndex("ix_campaign_orders_requested_by", "campaign_orders", "requested_by", Schema);
        migrationBuilder.CreateIndex("ix_campaign_orders_state", "campaign_orders", "state", Schema);

        migrationBuilder.AddColumn<string>(name: "campaign", schema: Schema, table: "scale_orders", type: "text", nullable: true);
        migrationBuilder.AddColumn<long>(name: "campaign_order_id", schema: Schema, table: "scale_orders", type: "bigint", nullable: true);
        migrationBuilder.CreateIndex("ix_scale_orders_campaign", "scale_orders", "campaign", Schema, filter: "campaign is not null");
        migrationBuilder.CreateIndex("ix_scale_orders_campaign_order_id", "scale_orders", "campaign_order_id", Schema);
        migrationBuilder.AddForeignKey("fk_scale_orders_campaign_orders_campaign_order_id", "scale_orders", "campaign_order_id", "campaign_orders", Schema, Schema, "id");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "campaign_order_id", schema: Schema, table: "scale_orders");
        migrationBuilder.DropColumn(name: "campaign", schema: Schema, table: "scale_orders");
        migrationBuilder.DropTable(name: "campaign_orders", schema: Schema);
        migrationBuilder.DropTable(name: "campaigns", schema: Schema);
    }
}
