using BotOps.Core.Chat;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BotOps.Core.Persistence;

sealed class ChatTables : IEntityTypeConfiguration<InboxItem>, IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxItem> item)
    {
        item.ToTable("inbox");
        item.Property(i => i.Event).HasJson();
        item.Ignore(i => i.Sender);
        item.HasIndex(i => new { i.Platform, i.Tenant, i.EventId }).IsUnique();
        item.HasIndex(i => i.Id, "ix_inbox_open").HasFilter("done_at is null");
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox");
        message.Property(m => m.Urgency).HasConversion<int>();
        message.Property(m => m.Content).HasJson();
        message.HasIndex(m => m.Key).IsUnique();
        message.HasIndex(m => m.Topic);
        message.HasIndex(m => m.Follows);
        message.HasIndex(m => new { m.Platform, m.Tenant, m.Id }, "ix_outbox_open").HasFilter("sent < wanted and parked is null");
    }
}
