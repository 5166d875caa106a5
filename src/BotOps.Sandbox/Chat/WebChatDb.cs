using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotOps.Sandbox.Chat;

/// <summary>The web chat's own store, as a platform has one: a schema beside BotOps' in the same database.</summary>
sealed class WebChatDb(DbContextOptions<WebChatDb> options) : DbContext(options)
{
    public DbSet<ChatMessage> Messages => Set<ChatMessage>();

    /// <summary>In the database that BotOps itself uses.</summary>
    public static void ConfigureBeside(IServiceProvider services, DbContextOptionsBuilder options) =>
        options.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>()).UseSnakeCaseNamingConvention();

    /// <summary>
    /// Makes what is not there yet; may run at any time. The lock in <c>next_seq</c> is held until its transaction is visible, so no reader
    /// sees a seq before a lower one that is committed later.
    /// </summary>
    public Task Prepare(CancellationToken stopping) => Database.ExecuteSqlRawAsync(
        $"""
        begin;
        select pg_advisory_xact_lock(hashtext('webchat schema'));
        create schema if not exists webchat;
        create sequence if not exists webchat.seq;
        create table if not exists webchat.messages (
            id uuid primary key,
            channel text not null,
            root uuid references webchat.messages (id),
            author text,
            private_to text,
            text text,
            content jsonb,
            key text unique,
            revision int not null default 1,
            position bigint not null unique,
            seq bigint not null unique,
            created_at timestamptz not null,
            edited_at timestamptz,
            check (author is null or text is not null),
            check (author is not null or content is not null));
        create index if not exists messages_root on webchat.messages (root);
        create or replace function webchat.next_seq() returns bigint language plpgsql as $$
        begin
            perform pg_advisory_xact_lock(hashtext('webchat seq'));
            return nextval('webchat.seq');
        end $$;
        create or replace function webchat.tell() returns trigger language plpgsql as $$
        begin
            perform pg_notify('{Notifications.Chat}', new.seq::text);
            return null;
        end $$;
        create or replace trigger tell after insert or update on webchat.messages for each row execute function webchat.tell();
        commit;
        """, stopping);

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.HasDefaultSchema("webchat");
        model.Entity<ChatMessage>(message =>
        {
            message.ToTable("messages").HasKey(m => m.Id);
            message.Property(m => m.Content).HasJson();
            message.Ignore(m => m.Push);
        });
    }
}
