using BotOps.Core.Access;
using BotOps.Core.Campaigns;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class CampaignTables : IEntityTypeConfiguration<Campaign>, IEntityTypeConfiguration<CampaignOrder>
{
    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.Property(c => c.Settings).HasJson();
        campaign.HasIndex(c => c.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CampaignOrder> order)
    {
        order.Property(o => o.Id).HasDefaultValueSql("nextval('botops.releases_id_seq')");
        order.Property(o => o.Direction).HasConversion<string>();
        order.Property(o => o.State).HasConversion<string>();
        order.Property(o => o.Plan).HasJson();
        order.Property(o => o.Approvals).HasJson();
        order.Property(o => o.History).HasJson();
        order.Ignore(o => o.Round).Ignore(o => o.ApprovedAt);
        order.Property<uint>("Version").IsRowVersion();
        order.HasIndex(o => o.State);
        order.HasIndex(o => o.Name);
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.RequestedBy);
    }
}
