using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BotOps.Web.Pages;

/// <summary>SVG's text element; in a .razor file that name is Razor's own.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter] public string Class { get; set; } = "";
    [Parameter] public string X { get; set; } = "";
    [Parameter] public int Y { get; set; }
    [Parameter] public int Dx { get; set; }
    [Parameter] public string Says { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        if (Dx != 0) builder.AddAttribute(4, "dx", Dx);
        builder.AddContent(5, Says);
        builder.CloseElement();
    }
}
