using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Adding;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class ProjectTables : IEntityTypeConfiguration<Project>, IEntityTypeConfiguration<ProjectDraft>, IEntityTypeConfiguration<DeployEnvironment>, IEntityTypeConfiguration<SettingsRevision>
{
    public void Configure(EntityTypeBuilder<Project> project)
    {
        project.HasIndex(p => p.Name).IsUnique();
        project.Property(p => p.Kind).HasConversion<string>();
        project.Property(p => p.Repository).HasJson();
    }

    public void Configure(EntityTypeBuilder<ProjectDraft> draft)
    {
        draft.Property(d => d.Input).HasJson();
        draft.HasOne<Person>().WithMany().HasForeignKey(d => d.By);
    }

    public void Configure(EntityTypeBuilder<DeployEnvironment> environment)
    {
        environment.HasIndex(e => new { e.ProjectId, e.Name }).IsUnique();
        environment.HasOne(e => e.Project).WithMany(p => p.Environments).HasForeignKey(e => e.ProjectId);
        environment.Property(e => e.Policy).HasJson();
        environment.Property(e => e.Balancer).HasJson();
        environment.Property(e => e.Adopt).HasJson();
        environment.Property(e => e.Adopted).HasJson();
        environment.Property(e => e.Scaling).HasJson();
        environment.HasOne<SettingsRevision>().WithMany().HasForeignKey(e => e.SettingsRevisionId);
        environment.HasOne<Build>().WithMany().HasForeignKey(e => e.CurrentBuildId);
        environment.HasOne<Release>().WithMany().HasForeignKey(e => e.CurrentReleaseId);
    }

    public void Configure(EntityTypeBuilder<SettingsRevision> revision)
    {
        revision.HasIndex(r => new { r.EnvironmentId, r.Number }).IsUnique();
        revision.HasOne<DeployEnvironment>().WithMany().HasForeignKey(r => r.EnvironmentId);
        revision.HasOne<Person>().WithMany().HasForeignKey(r => r.By);
        revision.Property(r => r.Settings).HasJson();
    }
}
