using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before cannot read a claim that a scale order holds: scale when every machine has this version.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270801000000_ScaleOrders")]
public sealed class ScaleOrders : Migration
{
    const string Schema = "botops";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "scaling", schema: Schema, table: "environments", type: "jsonb", nullable: true);
        migrationBuilder.AddColumn<string>(name: "bought", schema: Schema, table: "hosts", type: "jsonb", nullable: true);
        migrationBuilder.AddColumn<DateTimeOffset>(name: "gone_at", schema: Schema, table: "hosts", type: "timestamp with time zone", nullable: true);
        Orders(migrationBuilder);
        Hosts(migrationBuilder);
        migrationBuilder.AlterColumn<long>(name: "release_id", schema: Schema, table: "claims", type: "bigint", nullable: true, oldClrType: typeof(long), oldType: "bigint");
        migrationBuilder.AddColumn<long>(name: "scale_order_id", schema: Schema, table: "claims", type: "bigint", nullable: true);
        migrationBuilder.CreateIndex("ix_claims_scale_order_id", "claims", "scale_order_id", Schema, unique: true);
        migrationBuilder.AddForeignKey("fk_claims_scale_orders_scale_order_id", "claims", "scale_order_id", "scale_orders", Schema, Schema, "id", onDelete: ReferentialAction.Cascade);
        migrationBuilder.AddCheckConstraint("ck_claims_one_holder", "claims", "num_nonnulls(release_id, scale_order_id) = 1", Schema);
    }

    static void Orders(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "scale_orders",
            schema: Schema,
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('botops.releases_id_seq')"),
                environment_id = table.Column<int>(type: "integer", nullable: false),
                direction = table.Column<string>(type: "text", nullable: false),
                requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                state = table.Column<string>(type: "text", nullable: false),
                plan = table.Column<string>(type: "jsonb", nullable: false),
                purchases = table.Column<string>(type: "jsonb", nullable: false),
                next_offer = table.Column<int>(type: "integer", nullable: false),
                note = table.Column<string>(type: "text", nullable: true),
                approvals_needed = table.Column<int>(type: "integer", nullable: false),
                approvals = table.Column<string>(type: "jsonb", nullable: false),
                history = table.Column<string>(type: "jsonb", nullable: false),
                log_id = table.Column<long>(type: "bigint", nullable: false),
                created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                queued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                reason = table.Column<string>(type: "text", nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_scale_orders", x => x.id);
                table.ForeignKey("fk_scale_orders_environments_environment_id", x => x.environment_id, "environments", "id", principalSchema: Schema, onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_scale_orders_logs_log_id", x => x.log_id, "logs", "id", principalSchema: Schema, onDelete: ReferentialAction.Cascade);
                table.ForeignKey("fk_scale_orders_persons_requested_by", x => x.requested_by, "persons", "id", principalSchema: Schema, onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_scale_orders_environment_id_state", "scale_orders", ["environment_id", "state"], Schema);
        migrationBuilder.CreateIndex("ix_scale_orders_log_id", "scale_orders", "log_id", Schema);
        migrationBuilder.CreateIndex("ix_scale_orders_requested_by", "scale_orders", "requested_by", Schema);
    }

    static void Hosts(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "scale_hosts",
            schema: Schema,
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                order_id = table.Column<long>(type: "bigint", nullable: false),
                name = table.Column<string>(type: "text", nullable: false),
                state = table.Column<string>(type: "text", nullable: false),
                back = table.Column<bool>(type: "boolean", nullable: false),
                failed_step = table.Column<string>(type: "text", nullable: true),
                reason = table.Column<string>(type: "text", nullable: true),
                instance_id = table.Column<string>(type: "text", nullable: true),
                zone = table.Column<string>(type: "text", nullable: true),
                type = table.Column<string>(type: "text", nullable: true),
                address = table.Column<string>(type: "text", nullable: true),
                host_id = table.Column<int>(type: "integer", nullable: true),
                started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_scale_hosts", x => x.id);
                table.ForeignKey("fk_scale_hosts_hosts_host_id", x => x.host_id, "hosts", "id", principalSchema: Schema);
                table.ForeignKey("fk_scale_hosts_scale_orders_order_id", x => x.order_id, "scale_orders", "id", principalSchema: Schema, onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_scale_hosts_host_id", "scale_hosts", "host_id", Schema);
        migrationBuilder.CreateIndex("ix_scale_hosts_order_id_name", "scale_hosts", ["order_id", "name"], Schema, unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("delete from botops.claims where release_id is null");
        migrationBuilder.DropCheckConstraint("ck_claims_one_holder", "claims", Schema);
        migrationBuilder.DropColumn(name: "scale_order_id", schema: Schema, table: "claims");
        migrationBuilder.AlterColumn<long>(name: "release_id", schema: Schema, table: "claims", type: "bigint", nullable: false, oldClrType: typeof(long), oldType: "bigint", oldNullable: true);
        migrationBuilder.DropTable(name: "scale_hosts", schema: Schema);
        migrationBuilder.DropTable(name: "scale_orders", schema: Schema);
        migrationBuilder.DropColumn(name: "gone_at", schema: Schema, table: "hosts");
        migrationBuilder.DropColumn(name: "bought", schema: Schema, table: "hosts");
        migrationBuilder.DropColumn(name: "scaling", schema: Schema, table: "environments");
    }
}
