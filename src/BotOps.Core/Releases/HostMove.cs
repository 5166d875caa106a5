using Npgsql;
using NpgsqlTypes;

namespace BotOps.Core.Releases;

/// <summary>A host run that was moved in memory, and what its move means for its steps and for the host.</summary>
/// <param name="Run">As it is to be.</param>
/// <param name="From">As its row is.</param>
sealed record HostMove(HostRun Run, HostRunState From)
{
    public HostAttempt? Ended { get; init; }

    /// <summary>Why the attempt failed; null: it went well.</summary>
    public string? Detail { get; init; }
    public HostRunState? Begun { get; init; }

    /// <summary>The host's own row says this version from now on; what it ran is in its run's row.</summary>
    public bool Activates { get; init; }

    /// <summary>Where it goes; null: nothing will run there.</summary>
    public HostTarget? Target { get; init; }
    public bool Serves { get; init; }
    public string? LeftOut { get; init; }

    /// <summary>
    /// The claim is locked for key share: a take-over locks it for update and so waits for this write, and this write sees a
    /// take-over; the lease's renewal changes no key and waits for nobody, however many hosts write.
    /// </summary>
    const string Sql =
        """
        with claim as (
            select 1 from botops.claims where release_id = @release and fence = @fence for key share
        ), run as (
            update botops.host_runs set state = @to, failed_step = @failed, reason = @reason, started_at = @started, ended_at = @ended
            where id = @run and state in (@from, @to) and direction = @direction and exists (select from claim)
            returning id
        ), ended as (
            update botops.host_steps set ended_at = @now, ok = @detail is null, detail = @detail
            where host_run_id = (select id from run) and step = @ended_step and attempt = @ended_attempt
        ), begun as (
            insert into botops.host_steps (host_run_id, step, attempt, started_at)
            select id, @begun, 1 + (select count(*) from botops.host_steps where host_run_id = run.id and step = @begun), @now from run where @begun is not null
            returning attempt
        ), host as (
            update botops.assignments host set
                release_id = case when @activates then @target_release else host.release_id end,
                build_id = case when @activates then @target_build else host.build_id end,
                settings_revision_id = case when @activates then @target_settings else host.settings_revision_id end,
                left_out = case when @serves then null else coalesce(@left_out, host.left_out) end,
                out_by = case when @serves then null else host.out_by end,
                out_at = case when @serves then null when @left_out is not null then @now else host.out_at end
            where (@activates or @serves or @left_out is not null) and exists (select from run)
              and host.environment_id = @environment and host.host_id = @host
        )
        select exists (select from claim), exists (select from run), coalesce((select attempt from begun), 0)
        """;

    public NpgsqlCommand Command(NpgsqlDataSource database, Rollout rollout, DateTimeOffset now)
    {
        var command = database.CreateCommand(Sql);
        Add("release", NpgsqlDbType.Bigint, rollout.ReleaseId);
        Add("fence", NpgsqlDbType.Bigint, rollout.Fence);
        Add("environment", NpgsqlDbType.Integer, rollout.EnvironmentId);
        Add("run", NpgsqlDbType.Bigint, Run.Id);
        Add("host", NpgsqlDbType.Integer, Run.HostId);
        Add("from", NpgsqlDbType.Text, $"{From}");
        Add("to", NpgsqlDbType.Text, $"{Run.State}");
        Add("failed", NpgsqlDbType.Text, Run.FailedStep?.ToString());
        Add("reason", NpgsqlDbType.Text, Run.Reason);
        Add("started", NpgsqlDbType.TimestampTz, Run.StartedAt);
        Add("ended", NpgsqlDbType.TimestampTz, Run.EndedAt);
        Add("ended_step", NpgsqlDbType.Text, Ended?.Step.ToString());
        Add("ended_attempt", NpgsqlDbType.Integer, Ended?.Number);
        Add("detail", NpgsqlDbType.Text, Detail);
        Add("begun", NpgsqlDbType.Text, Begun?.ToString());
        Add("direction", NpgsqlDbType.Text, $"{Run.Direction}");
        Add("activates", NpgsqlDbType.Boolean, Activates);
        Add("target_release", NpgsqlDbType.Bigint, Target?.Folder);
        Add("target_build", NpgsqlDbType.Bigint, Target?.Build.Id);
        Add("target_settings", NpgsqlDbType.Bigint, Target?.SettingsRevisionId);
        Add("serves", NpgsqlDbType.Boolean, Serves);
        Add("left_out", NpgsqlDbType.Text, LeftOut);
        Add("now", NpgsqlDbType.TimestampTz, now);
        return command;

        void Add(string name, NpgsqlDbType type, object? value) => command.Parameters.Add(new(name, type) { Value = value ?? DBNull.Value });
    }
}
