using BotOps.Core.Access;
using BotOps.Core.Campaigns;
using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class ScaleTables : IEntityTypeConfiguration<ScaleOrder>, IEntityTypeConfiguration<ScaleHost>
{
    public void Configure(EntityTypeBuilder<ScaleOrder> order)
    {
        order.Property(o => o.Id).HasDefaultValueSql("nextval('botops.releases_id_seq')"); // one line of numbers: #43 is a release or an order
        order.Property(o => o.Direction).HasConversion<string>();
        order.Property(o => o.State).HasConversion<string>();
        order.Property(o => o.Plan).HasJson();
        order.Property(o => o.Purchases).HasJson();
        order.Property(o => o.Approvals).HasJson();
        order.Property(o => o.History).HasJson();
        order.Property(o => o.Keeping).HasJson();
        order.Ignore(o => o.End).Ignore(o => o.AnnouncesAt);
        order.Property<uint>("Version").IsRowVersion();
        order.HasIndex(o => new { o.EnvironmentId, o.State });
        order.HasOne<DeployEnvironment>().WithMany().HasForeignKey(o => o.EnvironmentId);
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.RequestedBy);
        order.HasOne<Log>().WithMany().HasForeignKey(o => o.LogId);
        order.HasOne<CampaignOrder>().WithMany().HasForeignKey(o => o.CampaignOrderId);
        order.HasIndex(o => o.Campaign).HasFilter("campaign is not null");
    }

    public void Configure(EntityTypeBuilder<ScaleHost> host)
    {
        host.Property(h => h.State).HasConversion<string>();
        host.Property(h => h.FailedStep).HasConversion<string>();
        host.Property<uint>("Version").IsRowVersion();
        host.Ignore(h => h.Ended).Ignore(h => h.ToDo);
        host.HasIndex(h => new { h.OrderId, h.Name }).IsUnique();
        host.HasOne<ScaleOrder>().WithMany().HasForeignKey(h => h.OrderId);
        host.HasOne<Host>().WithMany().HasForeignKey(h => h.HostId);
    }
}
