using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class BuildTables : IEntityTypeConfiguration<Build>, IEntityTypeConfiguration<HookRun>
{
    public void Configure(EntityTypeBuilder<Build> build)
    {
        build.Property(b => b.State).HasConversion<string>();
        build.Property(b => b.Settings).HasJson();
        build.Property<uint>("Version").IsRowVersion(); // PostgreSQL's xmin
        build.HasOne<Project>().WithMany().HasForeignKey(b => b.ProjectId);
        build.HasOne<Log>().WithMany().HasForeignKey(b => b.LogId);
        build.HasOne<Person>().WithMany().HasForeignKey(b => b.OrderedBy);

        // One live or succeeded build of a commit with the same build settings
        build.HasIndex(b => new { b.ProjectId, b.Commit, b.SettingsDigest, b.Rebuild }).IsUnique()
            .HasFilter("state in ('Queued', 'Running', 'Succeeded')");
    }

    public void Configure(EntityTypeBuilder<HookRun> run)
    {
        run.HasIndex(r => new { r.ReleaseId, r.BuildId, r.Hook, r.Wave, r.Back }).IsUnique().AreNullsDistinct(false); // once each
        run.HasOne<Release>().WithMany().HasForeignKey(r => r.ReleaseId);
        run.HasOne<Build>().WithMany().HasForeignKey(r => r.BuildId);
    }
}
