using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class ReleaseTables : IEntityTypeConfiguration<Release>, IEntityTypeConfiguration<StateChange>, IEntityTypeConfiguration<Approval>,
    IEntityTypeConfiguration<Claim>, IEntityTypeConfiguration<Control>, IEntityTypeConfiguration<HostRun>, IEntityTypeConfiguration<HostStep>
{
    public void Configure(EntityTypeBuilder<Release> release)
    {
        release.Property(r => r.State).HasConversion<string>();
        release.Property(r => r.Kind).HasConversion<string>();
        release.Property(r => r.Options).HasJson();
        release.Property(r => r.Plan).HasJson();
        release.Property(r => r.Facts).HasJson();
        release.Property(r => r.Question).HasJson();
        release.Property<uint>("Version").IsRowVersion();
        release.HasIndex(r => new { r.EnvironmentId, r.State });
        release.HasOne<DeployEnvironment>().WithMany().HasForeignKey(r => r.EnvironmentId);
        release.HasOne<Person>().WithMany().HasForeignKey(r => r.RequestedBy);
        release.HasOne<SettingsRevision>().WithMany().HasForeignKey(r => r.SettingsRevisionId);
        release.HasOne<Build>().WithMany().HasForeignKey(r => r.BuildId);
        release.HasOne<Log>().WithMany().HasForeignKey(r => r.LogId);
        release.HasOne<Release>().WithMany().HasForeignKey(r => r.TakesOver);
        release.HasOne<Release>().WithMany().HasForeignKey(r => r.RetryOf);
        release.HasOne<Person>().WithMany().HasForeignKey(r => r.SignedOffBy);
        release.HasMany(r => r.History).WithOne().HasForeignKey(h => h.ReleaseId);
    }

    public void Configure(EntityTypeBuilder<StateChange> change)
    {
        change.ToTable("release_history");
        change.Property(c => c.From).HasConversion<string>();
        change.Property(c => c.To).HasConversion<string>();
        change.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
    }

    public void Configure(EntityTypeBuilder<Approval> approval)
    {
        approval.HasKey(a => new { a.ReleaseId, a.Round, a.PersonId }); // one person counts once
        approval.HasOne<Release>().WithMany().HasForeignKey(a => a.ReleaseId);
        approval.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        claim.HasKey(c => c.EnvironmentId); // one release or scale order at a time, whoever comes first
        claim.Property(c => c.EnvironmentId).ValueGeneratedNever();
        claim.HasOne<DeployEnvironment>().WithMany().HasForeignKey(c => c.EnvironmentId);
        claim.HasOne<Release>().WithMany().HasForeignKey(c => c.ReleaseId).OnDelete(DeleteBehavior.Cascade);
        claim.HasOne<ScaleOrder>().WithMany().HasForeignKey(c => c.ScaleOrderId).OnDelete(DeleteBehavior.Cascade);
        claim.HasIndex(c => c.ReleaseId).IsUnique();
        claim.HasIndex(c => c.ScaleOrderId).IsUnique();
        claim.Ignore(c => c.Holder);
        claim.ToTable(table => table.HasCheckConstraint("ck_claims_one_holder", "num_nonnulls(release_id, scale_order_id) = 1"));
    }

    public void Configure(EntityTypeBuilder<Control> control)
    {
        control.Property(c => c.Kind).HasConversion<string>();
        control.HasOne<Release>().WithMany().HasForeignKey(c => c.ReleaseId);
        control.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
    }

    public void Configure(EntityTypeBuilder<HostRun> run)
    {
        run.Property(r => r.State).HasConversion<string>();
        run.Property(r => r.FailedStep).HasConversion<string>();
        run.Property(r => r.Direction).HasConversion<string>().HasDefaultValue(Direction.Forward);
        run.Property<uint>("Version").IsRowVersion();
        run.HasIndex(r => new { r.ReleaseId, r.HostId }).IsUnique();
        run.HasOne<Release>().WithMany().HasForeignKey(r => r.ReleaseId);
        run.HasOne<Host>().WithMany().HasForeignKey(r => r.HostId);
        run.HasOne<Release>().WithMany().HasForeignKey(r => r.PreviousReleaseId);
        run.HasOne<Build>().WithMany().HasForeignKey(r => r.PreviousBuildId);
        run.HasOne<SettingsRevision>().WithMany().HasForeignKey(r => r.PreviousSettingsRevisionId);
    }

    public void Configure(EntityTypeBuilder<HostStep> step)
    {
        step.Property(s => s.Step).HasConversion<string>();
        step.HasIndex(s => new { s.HostRunId, s.Step, s.Attempt }).IsUnique();
        step.HasOne<HostRun>().WithMany().HasForeignKey(s => s.HostRunId);
    }
}
