namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>
/// What Slack takes, from the types of @slack/types (block-kit, views) and docs.slack.dev; where it does not say what it counts, we
/// stay below by a margin. Lengths are UTF-16 units of what is sent, so escapes and addresses count.
/// </summary>
static class Limits
{
    public const int Blocks = 50, ViewBlocks = 100;

    /// <summary>All strings of a message; Slack answers <c>msg_blocks_too_long</c> near 13,000 (bolt-js#2509).</summary>
    public const int Message = 11_900;

    /// <summary>What a phone shows of it; Slack asks for less than 4,000.</summary>
    public const int Push = 2000;

    public const int Section = 2900, FieldsInSection = 10;

    /// <summary>Slack takes 2,000; a card has to hold ten.</summary>
    public const int Field = 600;

    public const int Header = 150, ContextElement = 600;
    public const int ButtonText = 75, ButtonValue = 2000, Id = 255;
    public const int ConfirmTitle = 100, ConfirmText = 300, ConfirmButton = 30;
    public const int Options = 100, Option = 75, Placeholder = 150, Label = 2000, Typed = 3000;
    public const int ModalWord = 24, Metadata = 3000;

    /// <summary>One run of text and one line of runs; with a link at most <see cref="Link"/> longer, so that each fits where it is put.</summary>
    public const int Span = 500, Line = 2400;

    /// <summary>Slack takes 3,000 for a button; within a text an address shares the text's room. A longer one is not drawn.</summary>
    public const int Link = 800;

    /// <summary>The buttons of one message and their strings; more than ever make sense.</summary>
    public const int Buttons = 10, ButtonsTogether = 3000;
}
