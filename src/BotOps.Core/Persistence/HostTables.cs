using BotOps.Core.Access;
using BotOps.Core.Balancing;
using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class HostTables : IEntityTypeConfiguration<Host>, IEntityTypeConfiguration<HostKey>, IEntityTypeConfiguration<Assignment>, IEntityTypeConfiguration<BalancerOrder>
{
    public void Configure(EntityTypeBuilder<Host> host)
    {
        host.HasIndex(h => h.Name).IsUnique();
        host.Property(h => h.Ssh).HasJson();
        host.Property(h => h.Salt).HasJson();
        host.Property(h => h.Bought).HasJson();
        host.Property(h => h.Pulls).HasDefaultValue(false);
    }

    public void Configure(EntityTypeBuilder<HostKey> key) => key.HasKey(k => k.Server);

    public void Configure(EntityTypeBuilder<Assignment> assignment)
    {
        assignment.HasKey(a => new { a.EnvironmentId, a.HostId });
        assignment.HasOne(a => a.Host).WithMany().HasForeignKey(a => a.HostId);
        assignment.HasOne<DeployEnvironment>().WithMany().HasForeignKey(a => a.EnvironmentId);
        assignment.HasOne<Release>().WithMany().HasForeignKey(a => a.ReleaseId);
        assignment.HasOne<Build>().WithMany().HasForeignKey(a => a.BuildId);
        assignment.HasOne<SettingsRevision>().WithMany().HasForeignKey(a => a.SettingsRevisionId);
        assignment.HasOne<Person>().WithMany().HasForeignKey(a => a.OutBy);
    }

    public void Configure(EntityTypeBuilder<BalancerOrder> order) => order.HasOne<DeployEnvironment>().WithMany().HasForeignKey(o => o.EnvironmentId);
}
